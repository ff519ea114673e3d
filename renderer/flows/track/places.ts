/** Where in tracking a person is. A place holds the kiosk's ids or the code of a dossier, never who it belongs to. */
export type TrackPlace =
  | { readonly kind: 'start' | 'code' | 'mine' }
  /** Of another channel: the portal alone knows it, by its code. */
  | { readonly kind: 'elsewhere'; readonly code: string }
  | { readonly kind: 'dossier'; readonly dossierId: string; readonly screen: DossierScreen };

const dossierScreens = ['standing', 'number', 'papers', 'withdraw', 'reason'] as const;
type DossierScreen = (typeof dossierScreens)[number];

export const trackPlace = '/track';
export const codePlace = '/track/code';
export const minePlace = '/track/mine';

export function elsewherePlace(code: string): string {
  return `/track/elsewhere/${code.toLowerCase()}`;
}

export function dossierPlace(dossierId: string, screen: DossierScreen = 'standing'): string {
  return screen === 'standing' ? `/track/${dossierId}` : `/track/${dossierId}/${screen}`;
}

/** Reads a place; what nobody wrote leads to the beginning. */
export function readTrackPlace(place: string): TrackPlace {
  const [, , first = '', second = ''] = place.split('/');
  if (first === 'code' || first === 'mine') return { kind: first };
  if (first === 'elsewhere' && second !== '') return { kind: 'elsewhere', code: second.toUpperCase() };
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(first)) return { kind: 'start' };
  const screen = dossierScreens.find((known) => known === second) ?? 'standing';
  return { kind: 'dossier', dossierId: first, screen };
}
