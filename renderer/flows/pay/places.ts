export type PayScreenName = 'ways' | 'qr' | 'cash';

const screens: readonly PayScreenName[] = ['ways', 'qr', 'cash'];

export function payPlace(dossierId: string, screen: PayScreenName = 'ways'): string {
  return screen === 'ways' ? `/pay/${dossierId}` : `/pay/${dossierId}/${screen}`;
}

/** Reads a place; null when nobody wrote it. */
export function readPayPlace(
  place: string,
): { readonly dossierId: string; readonly screen: PayScreenName } | null {
  const [, , dossierId = '', name = ''] = place.split('/');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(dossierId)) return null;
  return { dossierId, screen: screens.find((one) => one === name) ?? 'ways' };
}
