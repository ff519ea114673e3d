import type { PapersState } from '../../../shared/contract/index.ts';
import type { Steps } from '../../components/step-dots.tsx';
import type { Say } from '../../strings/use-strings.ts';

/**
 * Where the papers stand on the way of a dossier: person, form, review, papers, where to get the result, submit. What was
 * asked for afterwards is only scanned, looked at and handed in.
 */
export function scanSteps(say: Say, { revisionKind }: Pick<PapersState, 'revisionKind'>): Steps {
  if (revisionKind === 'supplement') return { now: 1, of: 2, name: say('scan.step.supplement') };
  return { now: 4, of: 6, name: say('scan.step') };
}
