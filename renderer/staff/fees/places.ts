export const feesPlace = '/staff/fees';

const tabs = ['unpaid', 'needs-officer', 'today', 'unmatched'] as const;
export type FeesTab = (typeof tabs)[number];

export type FeesRoute =
  | { readonly kind: 'list'; readonly tab: FeesTab }
  | { readonly kind: 'drawer' }
  | { readonly kind: 'file'; readonly dossierId: string };

export function feesTabPlace(tab: FeesTab): string {
  return tab === 'unpaid' ? feesPlace : `${feesPlace}/${tab}`;
}

export const drawerPlace = `${feesPlace}/drawer`;

export function feeFilePlace(dossierId: string): string {
  return `${feesPlace}/${dossierId}`;
}

/** Reads a place; what nobody wrote leads to what is unpaid. */
export function readFeesPlace(place: string): FeesRoute {
  const name = place.slice(feesPlace.length + 1);
  if (name === 'drawer') return { kind: 'drawer' };
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name)) return { kind: 'file', dossierId: name };
  return { kind: 'list', tab: tabs.find((one) => one === name) ?? 'unpaid' };
}

export const feesTabs: readonly FeesTab[] = tabs;
