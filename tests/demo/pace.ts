/** How quick a person is, in milliseconds. */
export interface Pace {
  /** Taking in a new screen before anything is touched. */
  readonly lookMs: number;
  /** A finger from one place of the panel to another. */
  readonly tapMs: number;
  /** A key of the on-screen keyboard, in the flow of a word. */
  readonly keyMs: number;
  /** Holding a card, or laying a sheet on the glass. */
  readonly handMs: number;
}

/**
 * Somebody who has done this before. A tap: what the issue asks for. A key: 25 words a minute, what practised people reach on
 * touch keyboards as wide as a hand (Sears et al. 1993). A look: the mental step of the keystroke-level model (Card, Moran,
 * Newell 1980: 1.2 to 1.35 s). A hand: a sheet taken up and laid down.
 */
export const practised: Pace = { lookMs: 1_200, tapMs: 800, keyMs: 480, handMs: 4_000 };

/** What a person did on the way, and how long the machine let them wait. */
export interface Effort {
  readonly screens: number;
  readonly taps: number;
  readonly keys: number;
  /** Cards held, sheets laid. */
  readonly hands: number;
  readonly machineMs: number;
}

/** Seconds of hands and eyes at this pace; what the machine takes comes on top, and depends on what else it does. */
export function handsOnSeconds(pace: Pace, effort: Effort): number {
  const { screens, taps, keys, hands } = effort;
  return (screens * pace.lookMs + taps * pace.tapMs + keys * pace.keyMs + hands * pace.handMs) / 1_000;
}
