/** Screens of showing who one is, on the way to the form of a procedure. Places hold codes, never what was typed. */
const screens = ['card', 'camera', 'phone', 'account', 'name', 'number', 'birth'] as const;
export type IdentifyScreen = (typeof screens)[number];

export interface IdentifyPlace {
  /** The procedure that is waited for; null when the person only wants to be known here. */
  readonly procedureCode: string | null;
  /** Null at the door: the journey decides where to begin. */
  readonly screen: IdentifyScreen | null;
}

/** Stands in the procedure's place when the list of one's own dossiers is waited for. */
export const trackingWaits = 'TRACK';

/** Stands for no procedure. */
const nobodyWaits = 'me';

/** `/identify/1.001193/camera`; without a screen the way in. */
export function identifyPlace(procedureCode: string | null, screen?: IdentifyScreen): string {
  const code = procedureCode?.toLowerCase() ?? nobodyWaits;
  return screen === undefined ? `/identify/${code}` : `/identify/${code}/${screen}`;
}

export function readIdentifyPlace(place: string): IdentifyPlace {
  const [, , code = nobodyWaits, name] = place.split('/');
  return {
    procedureCode: code === nobodyWaits ? null : code.toUpperCase(),
    screen: screens.find((known) => known === name) ?? null,
  };
}
