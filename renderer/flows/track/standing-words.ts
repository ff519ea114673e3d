import type { Tracked, TrackedElsewhere } from '../../../shared/contract/index.ts';
import { type CitizenTask, portalStateOf } from '../../../shared/dossier/portal-state.ts';
import { useStrings } from '../../strings/use-strings.ts';

/** A dossier's state in words: the portal's where it knows the dossier, else how far it is on its way there. */
export function useStanding(
  dossier: TrackedElsewhere,
  here: Tracked | null,
): { readonly title: string; readonly plain: string; readonly task: CitizenTask | null } {
  const say = useStrings();
  const away = here?.onTheWay ?? null;
  if (dossier.now === null || away?.kind === 'submission') {
    const state = away?.state ?? 'waiting';
    return {
      title: say(`track.away.${state}`),
      plain: say(`track.away.${state}.plain`, { percent: away?.percent ?? 0 }),
      task: null,
    };
  }
  const { id, task } = portalStateOf(dossier.now.state);
  const plain = say(`track.plain.${id}`);
  if (away === null) return { title: say(`track.state.${id}`), plain, task };
  // What was asked for is handed in and only needs to arrive.
  return {
    title: say(`track.state.${id}`),
    plain: `${plain} ${say(`track.away.${away.kind === 'withdrawal' ? 'withdrawal' : 'supplement'}`)}`,
    task: task === 'supplement' ? null : task,
  };
}
