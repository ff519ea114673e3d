import type { Steps } from '../../components/step-dots.tsx';
import type { Say } from '../../strings/use-strings.ts';

/** Where the papers stand on the way of a dossier: person, form, review, papers, where to get the result, submit. */
export function scanSteps(say: Say): Steps {
  return { now: 4, of: 6, name: say('scan.step') };
}
