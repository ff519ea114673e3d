import { useQuery } from '@tanstack/react-query';
import { useCoreQueries, useEnd, useGo } from '../client/index.ts';
import { Dialog } from '../components/dialog.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { canKeep } from './work-places.ts';

/** What every "Kết thúc" asks where something can be lost: to erase it, to keep it for another day, or to go on. */
export function EndQuestion(props: {
  readonly place: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const say = useStrings();
  const end = useEnd();
  const go = useGo();
  const queries = useCoreQueries();
  const { place, isOpen, onClose } = props;
  const maybe = canKeep(place);
  const draft = useQuery({
    ...queries.drafts.current.queryOptions(),
    enabled: isOpen && maybe,
    gcTime: 0,
  });
  // Papers that were asked for belong to a dossier that is sealed: they are handed in now or brought again.
  const isKeepable = maybe && (draft.data?.revisionKind ?? null) === null;
  return (
    <Dialog
      isOpen={isOpen}
      title={say('app.end.title')}
      actions={
        <>
          <TouchButton look="danger" onPress={end}>
            {say('app.end.leave')}
          </TouchButton>
          {isKeepable ? (
            <TouchButton
              onPress={async () => {
                if (await go('/keep')) onClose();
              }}
            >
              {say('app.end.keep')}
            </TouchButton>
          ) : null}
          <TouchButton look="go" onPress={onClose}>
            {say('app.end.stay')}
          </TouchButton>
        </>
      }
    >
      <p>{say('app.end.text')}</p>
    </Dialog>
  );
}
