import type { Tracked } from '../../../shared/contract/index.ts';
import { useCore, useGo } from '../../client/index.ts';
import { AskOne } from '../../components/ask-one.tsx';
import { useTyped } from '../../components/use-typed.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { useIdNumberCheck } from '../identify/use-id-number-check.ts';
import { dossierPlace } from './places.ts';

/** The number that opens persons and papers of a dossier. */
export function NumberScreen(props: { readonly dossier: Tracked; readonly onOpened: () => void }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const { dossierId } = props.dossier;
  const number = useTyped({
    check: useIdNumberCheck(),
    async send(idNumber) {
      await core.tracking.open({ dossierId, idNumber });
      props.onOpened();
      await go(dossierPlace(dossierId, 'papers'));
    },
  });
  return (
    <AskOne
      title={say('track.number.title')}
      lead={say('track.number.lead')}
      kind="id-number"
      {...number}
      nextLabel={say('track.number.next')}
      onBack={() => go(dossierPlace(dossierId))}
    />
  );
}
