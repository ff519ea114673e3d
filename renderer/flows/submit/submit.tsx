import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmissionState } from '../../../shared/contract/index.ts';
import type { StepProps } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { queryFault, useCore, useCoreQueries, useGo } from '../../client/index.ts';
import { CallFault } from '../../components/fault-notice.tsx';
import { DeliveryScreen } from './delivery-screen.tsx';
import { FeeScreen } from './fee-screen.tsx';
import { readSubmitPlace, type SubmitPlace, submitStep } from './places.ts';
import { PostScreens } from './post-screens.tsx';
import { ReviewScreen } from './review-screen.tsx';

/** From the papers to the sealed dossier: where to get the result, the fee, one last look, one button. */
export function Submit(props: StepProps) {
  const go = useGo();
  const queries = useCoreQueries();
  const cache = useQueryClient();
  const draft = useQuery({ ...queries.drafts.current.queryOptions(), gcTime: 0 });
  const draftId = draft.data?.draftId;
  const options = queries.submission.state.queryOptions({ input: { draftId: draftId ?? '' } });
  const state = useQuery({ ...options, enabled: draftId !== undefined, gcTime: 0 });
  const error = draft.error ?? state.error;
  const fault = draft.data === null ? 'DRAFT_NONE' : queryFault(error);
  const onChange = (next: SubmissionState): void => {
    cache.setQueryData(options.queryKey, next);
  };
  if (state.data === undefined) {
    return (
      <Screen layout="top" back={{ onPress: () => go('/home') }}>
        <CallFault code={fault} />
      </Screen>
    );
  }
  const place = readSubmitPlace(props.place);
  return (
    <Step place={place === 'next' ? nextStep(state.data) : place} state={state.data} onChange={onChange} />
  );
}

function nextStep({ delivery, fee }: SubmissionState): SubmitPlace {
  if (delivery === null) return 'delivery';
  return fee.choice === null ? 'fee' : 'review';
}

function Step(props: {
  readonly place: SubmitPlace;
  readonly state: SubmissionState;
  readonly onChange: (next: SubmissionState) => void;
}) {
  const core = useCore();
  const go = useGo();
  const { place, ...rest } = props;
  switch (place) {
    case 'delivery':
      return <DeliveryScreen {...rest} />;
    case 'recipient':
    case 'phone':
    case 'commune':
    case 'street':
      return (
        <PostScreens
          step={place}
          delivery={rest.state.delivery}
          filer={rest.state.filer}
          placeOf={submitStep}
          before={submitStep('delivery')}
          onDelivery={async (delivery) => {
            const { draftId } = rest.state;
            rest.onChange(await core.submission.setDelivery({ draftId, delivery }));
            await go(submitStep('next'));
          }}
        />
      );
    case 'fee':
      return <FeeScreen {...rest} />;
    default:
      return <ReviewScreen {...rest} />;
  }
}
