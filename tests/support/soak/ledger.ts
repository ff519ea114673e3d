/** What the people of a soak were told, which must hold from then on, and what was seen not to hold. */
export interface Ledger {
  /** Dossiers that the kiosk said it has taken in, with the code that it said and the pages that were put in. */
  readonly submitted: Map<string, { readonly code: string | null; readonly pages: number }>;
  /** Forms whose person ended the visit. */
  readonly left: Set<string>;
  readonly counts: Record<Count, number>;
  /** One sentence for each promise that did not hold. */
  readonly broken: string[];
  /** What nobody expected of a core that lives: each needs an explanation, though nothing may be lost by it. */
  readonly surprises: string[];
}

export type Count =
  | 'visits'
  | 'abandoned'
  | 'answers'
  | 'pages'
  | 'resumed'
  | 'kills at random'
  | 'kills at a named point'
  | 'kills while starting'
  | 'orderly restarts'
  | 'checks on the disk'
  | 'portal faults played';

export function openLedger(): Ledger {
  const counts: Record<Count, number> = {
    visits: 0,
    abandoned: 0,
    answers: 0,
    pages: 0,
    resumed: 0,
    'kills at random': 0,
    'kills at a named point': 0,
    'kills while starting': 0,
    'orderly restarts': 0,
    'checks on the disk': 0,
    'portal faults played': 0,
  };
  return { submitted: new Map(), left: new Set(), counts, broken: [], surprises: [] };
}

export function countKills({ counts }: Ledger): number {
  return counts['kills at random'] + counts['kills at a named point'] + counts['kills while starting'];
}
