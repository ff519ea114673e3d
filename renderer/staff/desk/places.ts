import type { DeskTab } from '../../../shared/contract/index.ts';

/** Where in the counter's work an officer is; a place holds the kiosk's ids, never who a dossier belongs to. */
export const deskPlace = '/staff/desk';

const screens = [
  'dossier',
  'acts',
  'paper',
  'cancel',
  'export',
  'supplement-request',
  'refusal',
  'control-slip',
] as const;
export type DeskScreen = (typeof screens)[number];

const tabs: readonly DeskTab[] = ['today', 'waiting', 'needs-staff', 'supplement', 'delivered'];

export type DeskRoute =
  | { readonly kind: 'list'; readonly tab: DeskTab }
  | { readonly kind: 'dossier'; readonly dossierId: string; readonly screen: DeskScreen };

export function tabPlace(tab: DeskTab): string {
  return `${deskPlace}/${tab}`;
}

export function deskDossierPlace(dossierId: string, screen: DeskScreen = 'dossier'): string {
  return screen === 'dossier' ? `${deskPlace}/${dossierId}` : `${deskPlace}/${dossierId}/${screen}`;
}

/** Reads a place; what nobody wrote leads to the list of today. */
export function readDeskPlace(place: string): DeskRoute {
  const [first = '', second = ''] = place.slice(deskPlace.length + 1).split('/');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(first))
    return { kind: 'list', tab: tabs.find((tab) => tab === first) ?? 'today' };
  return {
    kind: 'dossier',
    dossierId: first,
    screen: screens.find((known) => known === second) ?? 'dossier',
  };
}
