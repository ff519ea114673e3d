/** Where among the papers a person is. Places hold ids of the catalogue, never what is on a page. */
export type ScanPlace =
  | { readonly kind: 'list' }
  | { readonly kind: 'paper'; readonly componentId: string }
  /** A page of a paper, from 1. */
  | { readonly kind: 'page'; readonly componentId: string; readonly page: number };

export const papersPlace = '/scan';

export function paperPlace(componentId: string): string {
  return `${papersPlace}/${componentId.toLowerCase()}`;
}

export function pagePlace(componentId: string, page: number): string {
  return `${paperPlace(componentId)}/${page}`;
}

/** Reads a place; what nobody wrote leads to the list. */
export function readScanPlace(place: string): ScanPlace {
  const [, , componentId = '', page = ''] = place.split('/');
  if (componentId === '') return { kind: 'list' };
  if (!/^[1-9]\d{0,3}$/.test(page)) return { kind: 'paper', componentId };
  return { kind: 'page', componentId, page: Number(page) };
}
