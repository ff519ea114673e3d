import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import * as z from 'zod';
import type { DraftForm, DraftState } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { createPlaces, type PlacesFile } from '../../../shared/places/places.ts';
import type { StepProps } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import {
  expectFault,
  queryFault,
  unlessRestarting,
  useCore,
  useCoreQueries,
  useGo,
} from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { SureDialog } from '../../components/sure-dialog.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { papersPlace } from '../scan/places.ts';
import { DraftProvider } from './draft-context.tsx';
import { createDraftSession } from './draft-session.ts';
import { FinishScreen } from './finish-screen.tsx';
import { type FillPlace, isInForm, questionPlace, readFillPlace } from './places.ts';
import { QuestionScreen } from './question-screen.tsx';
import { questionsOfStep } from './questions.ts';
import { ReviewScreen } from './review-screen.tsx';

// The page's policy forbids eval; without this zod would try it once and the browser would report it.
z.config({ jitless: true });

/** "Điền tờ khai": one question at a time, then everything at once, then paper. */
export function Fill(props: StepProps) {
  const place = readFillPlace(props.place);
  return place.kind === 'begin' ? <Begin procedureCode={place.procedureCode} /> : <OpenForm place={place} />;
}

/** Opens the form, or asks what to do with another one that is open. */
function Begin(props: { readonly procedureCode: string }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const [fault, setFault] = useState<FaultCode | null>(null);
  const { procedureCode } = props;
  useEffect(() => {
    let isHere = true;
    core.drafts.open({ procedureCode }).then(
      () => (isHere ? go('/fill') : undefined),
      (error: unknown) => {
        const known = expectFault(error);
        if (isHere) setFault(known);
      },
    );
    return () => {
      isHere = false;
    };
  }, [core, go, procedureCode]);

  async function discardOther(): Promise<void> {
    const other = await core.drafts.current();
    if (other !== null) await core.drafts.discard({ draftId: other.draftId });
    await core.drafts.open({ procedureCode });
    await go('/fill');
  }

  return (
    <Screen layout="top" back={{ onPress: () => go('/home') }}>
      {fault === null || fault === 'DRAFT_OTHER_OPEN' ? null : <FaultNotice code={fault} />}
      <SureDialog
        isOpen={fault === 'DRAFT_OTHER_OPEN'}
        title={say('fill.other.title')}
        text={say('fill.other.text')}
        yes={{ label: say('fill.other.discard'), look: 'danger', onPress: discardOther }}
        no={{ label: say('fill.other.continue'), onPress: () => go('/fill') }}
      />
    </Screen>
  );
}

/** The form of this visit with its rules and the list of communes; nothing of it outlives the visit. */
function OpenForm(props: { readonly place: Exclude<FillPlace, { readonly kind: 'begin' }> }) {
  const go = useGo();
  const queries = useCoreQueries();
  const draft = useQuery({ ...queries.drafts.current.queryOptions(), gcTime: 0 });
  const draftId = draft.data?.draftId;
  const form = useQuery({
    ...queries.drafts.form.queryOptions({ input: { draftId: draftId ?? '' } }),
    enabled: draftId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const places = useQuery({
    ...queries.drafts.places.queryOptions(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const error = draft.error ?? form.error ?? places.error;
  const fault = queryFault(error);
  useEffect(() => {
    if (fault !== 'CORE_RESTARTING') return;
    const timer = setTimeout(() => {
      void draft.refetch();
      if (draftId !== undefined) void form.refetch();
      void places.refetch();
    }, 500);
    return () => clearTimeout(timer);
  }, [fault, draft, form, places, draftId]);

  // What was asked for afterwards has no form: its papers are where it goes on.
  const isSupplement = draft.data?.revisionKind === 'supplement';
  useEffect(() => {
    if (isSupplement) void go(papersPlace);
  }, [isSupplement, go]);

  if (isSupplement) return <Screen layout="top" />;
  if (draft.data === null || unlessRestarting(fault) !== null) {
    return (
      <Screen layout="top" back={{ onPress: () => go('/home') }}>
        <FaultNotice code={fault ?? 'DRAFT_NONE'} />
      </Screen>
    );
  }
  if (!draft.data || !form.data || !places.data) return <Screen layout="top" />;
  return (
    <FormJourney
      key={draft.data.draftId}
      draft={draft.data}
      form={form.data}
      places={places.data}
      place={props.place}
    />
  );
}

function FormJourney(props: {
  readonly draft: DraftState;
  readonly form: DraftForm;
  readonly places: PlacesFile;
  readonly place: Exclude<FillPlace, { readonly kind: 'begin' }>;
}) {
  const go = useGo();
  const core = useCore();
  const [draft] = useState(() =>
    createDraftSession({
      core,
      draft: props.draft,
      form: props.form,
      places: createPlaces(props.places),
      after(callback, delayMs) {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
    }),
  );
  const { place } = props;

  // Without a question of its own the place leads to where the form was left.
  const { form } = draft;
  const isLost =
    place.kind === 'resume' ||
    place.kind === 'step' ||
    (place.kind === 'question' && !isInForm(form, place.question));
  useEffect(() => {
    if (!isLost) return;
    const stepId = place.kind === 'step' ? place.stepId : draft.firstStepId;
    const step = form.steps.find((one) => one.id === stepId) ?? form.steps[0];
    const { answers, evaluation } = draft.get();
    const first = step === undefined ? undefined : questionsOfStep(step, evaluation, answers)[0];
    if (first !== undefined) void go(questionPlace(first));
  }, [isLost, place, draft, form, go]);

  return (
    <DraftProvider value={draft}>
      {place.kind === 'review' ? (
        <ReviewScreen />
      ) : place.kind === 'finish' ? (
        <FinishScreen />
      ) : place.kind === 'question' && !isLost ? (
        <QuestionScreen key={questionPlace(place.question)} question={place.question} />
      ) : (
        <Screen layout="top" />
      )}
    </DraftProvider>
  );
}
