import type {
  ReadinessLevel,
  ReadinessPart,
  ReadinessReason,
  ReadinessRow,
  ReadinessSays,
  TestFinding,
} from '../contract/index.ts';
import type { FaultCode } from '../faults/index.ts';
import type { Say as SayAny } from './say.ts';

/** What staff do about a row that has no fault with steps of its own. */
type DoId =
  | 'queue.old'
  | 'queue.parked'
  | 'storage.low'
  | 'clock'
  | 'key.besideData'
  | 'catalogue'
  | 'reader';

/** What citizens are told when a part does not work as usual. */
type TellId = 'printer' | 'scanner' | 'reader' | 'network' | 'storage' | 'clock' | 'catalogue';

type FindingId =
  | 'letters'
  | 'scan.clean'
  | 'scan.streaks'
  | 'scan.dirt'
  | 'scan.not-blank'
  | 'streak.dark'
  | 'streak.light'
  | 'card.card-2021'
  | 'card.card-2024'
  | 'card.damaged'
  | 'card.other';

/** The strings that are spoken here; both the page and the paper have them. */
export type ReadinessStringId =
  | `health.part.${ReadinessPart}`
  | `health.level.${ReadinessLevel}`
  | `health.says.${ReadinessSays}`
  | `health.reason.${ReadinessReason}`
  | `health.do.${DoId}`
  | `health.tell.${TellId}`
  | `health.finding.${FindingId}`;

type Say = SayAny<ReadinessStringId>;

/** The words of a fault, from wherever this side has them. */
export type FindFaultWords = (
  code: FaultCode,
) => { readonly happened: string; readonly staff: readonly string[] } | undefined;

/** One row in the words of the screen and of the report. */
export interface ReadinessWords {
  readonly part: string;
  readonly level: string;
  readonly text: string;
  readonly steps: readonly string[];
  /** Null: citizens notice nothing. */
  readonly tell: string | null;
}

export function readinessWords(row: ReadinessRow, say: Say, faultWords: FindFaultWords): ReadinessWords {
  const words = row.fault === null ? undefined : faultWords(row.fault);
  const own = say(`health.says.${row.says}`, { ...row.values, happened: words?.happened ?? '' }).trim();
  const reason = row.reason === null ? null : say(`health.reason.${row.reason}`);
  const doId = row.level === 'works' ? null : findDo(row);
  const tellId = findTell(row);
  const part = say(`health.part.${row.part}`);
  return {
    part: row.name === null ? part : `${part}: ${row.name}`,
    level: say(`health.level.${row.level}`),
    text: reason === null ? own : `${own} ${reason}`,
    steps: doId !== null ? [say(`health.do.${doId}`)] : row.level === 'works' ? [] : (words?.staff ?? []),
    tell: tellId === null ? null : say(`health.tell.${tellId}`),
  };
}

/** A fault brings its own steps; what stands here has none, or better ones. */
function findDo({ part, says, fault }: ReadinessRow): DoId | null {
  if (says === 'queue.old' || says === 'queue.parked' || says === 'storage.low' || says === 'key.besideData')
    return says;
  // Nothing is known to be wrong with a clock that nobody could compare.
  if (part === 'clock') return says === 'clock.unknown' ? null : part;
  if (part === 'catalogue') return part;
  return part === 'reader' && fault === null ? 'reader' : null;
}

function findTell({ part, says, level }: ReadinessRow): TellId | null {
  if (level === 'works' || says === 'printer.warning') return null;
  switch (part) {
    case 'printer-a4':
    case 'printer-slip':
      return says === 'printer.otherPaper' ? null : 'printer';
    case 'scanner':
      return 'scanner';
    case 'reader':
      return 'reader';
    case 'network':
      return 'network';
    case 'storage':
      return level === 'broken' ? 'storage' : null;
    case 'clock':
      return level === 'broken' ? 'clock' : null;
    case 'catalogue':
      return says === 'catalogue.outdated' ? 'catalogue' : null;
    case 'queue':
    case 'key':
      return null;
  }
}

/** What the machine saw of a self-test, in a sentence. */
export function findingWords(finding: TestFinding, say: Say): string {
  switch (finding.kind) {
    case 'letters':
      return say('health.finding.letters', { count: finding.letters });
    case 'scan': {
      const places = finding.streaks
        .slice(0, 4)
        .map(({ tone, fromLeftMm }) =>
          say(`health.finding.streak.${tone}`, { millimetres: Math.round(fromLeftMm) }),
        );
      return say(`health.finding.scan.${finding.verdict}`, {
        spots: finding.spots,
        places: places.join(', '),
      });
    }
    case 'card': {
      const { code } = finding;
      const isCard = code === 'card-2021' || code === 'card-2024' || code === 'damaged';
      return say(isCard ? `health.finding.card.${code}` : 'health.finding.card.other');
    }
  }
}
