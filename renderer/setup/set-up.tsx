import { useState } from 'react';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components/TextField';
import type { SetUpResult } from '../../shared/contract/index.ts';
import { staffPlace } from '../../shared/contract/reading.ts';
import type { FaultCode } from '../../shared/faults/index.ts';
import { Screen } from '../app/screen.tsx';
import { expectFault, useBegin, useCore, useGo, useKiosk } from '../client/index.ts';
import { FaultNotice } from '../components/fault-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Calibration } from './calibration.tsx';
import {
  type Draft,
  emptyDraft,
  type FieldPath,
  findField,
  findWrongFields,
  inputOf,
  setUpSteps,
  type TypedField,
} from './fields.ts';
import classes from './set-up.module.css';

/** Errors that belong to no field of the screen, in the core's own words. */
interface Refusal {
  readonly wrong: ReadonlySet<FieldPath>;
  readonly others: readonly string[];
  readonly fault: FaultCode | null;
}

const nothingRefused: Refusal = { wrong: new Set(), others: [], fault: null };

/** The first start of a production kiosk, for the technician: three screens, every error at its field at once. */
export function SetUp() {
  const say = useStrings();
  const core = useCore();
  const begin = useBegin();
  const go = useGo();
  const pxPerMm = useKiosk()?.pxPerMm ?? emptyDraft.pxPerMm;
  const [draft, setDraft] = useState<Draft>({ ...emptyDraft, pxPerMm });
  const [stepIndex, setStepIndex] = useState(0);
  const [refusal, setRefusal] = useState<Refusal>(nothingRefused);
  const [outcome, setOutcome] = useState<SetUpResult | null>(null);
  const step = setUpSteps[stepIndex] ?? setUpSteps[0];
  const isLast = stepIndex === setUpSteps.length - 1;
  const wrongHere = step.fields.filter((field) => refusal.wrong.has(field));

  function change(next: Draft, field: FieldPath): void {
    setDraft(next);
    // A mark goes as soon as its field is touched; it comes back with the next check if it must.
    setRefusal({ ...refusal, wrong: new Set([...refusal.wrong].filter((wrong) => wrong !== field)) });
  }

  function showWrong(next: Refusal): void {
    setRefusal(next);
    const first = setUpSteps.findIndex(({ fields }) => fields.some((field) => next.wrong.has(field)));
    if (first >= 0) setStepIndex(first);
  }

  async function goOn(): Promise<void> {
    const wrong = findWrongFields(draft);
    const isWrongHere = step.fields.some((field) => wrong.has(field));
    if (isWrongHere)
      return setRefusal({
        ...nothingRefused,
        wrong: new Set(step.fields.filter((field) => wrong.has(field))),
      });
    if (!isLast) {
      setRefusal(nothingRefused);
      return setStepIndex(stepIndex + 1);
    }
    if (wrong.size > 0) return showWrong({ ...nothingRefused, wrong });
    try {
      const result = await core.setUp.save(inputOf(draft));
      if (result.saved) {
        setOutcome(result);
        // The first supervisor comes next: the door asks for one while nobody has an account.
        if (await begin()) await go(staffPlace);
        return;
      }
      const fields = result.errors.map((error) => ({ field: findField(error.path), ...error }));
      showWrong({
        wrong: new Set(fields.flatMap(({ field }) => field ?? [])),
        others: fields
          .filter(({ field }) => field === undefined)
          .map(({ path, message }) => `${path}: ${message}`),
        fault: null,
      });
    } catch (error) {
      const fault = expectFault(error);
      setRefusal({ ...nothingRefused, fault });
    }
  }

  if (outcome !== null) {
    return (
      <Screen title={say('setup.saved')}>
        {outcome.enrolment === 'failed' ? (
          <Notice tone="attention" title={say('setup.enrolment.failed')} />
        ) : null}
        {outcome.enrolmentFault === null ? null : (
          <FaultNotice code={outcome.enrolmentFault} withStaffSteps />
        )}
      </Screen>
    );
  }
  return (
    <Screen
      layout="top"
      key={step.id}
      title={say(`setup.title.${step.id}`)}
      {...(wrongHere.length > 0 ? {} : { lead: say(`setup.lead.${step.id}`) })}
      steps={{ now: stepIndex + 1, of: setUpSteps.length, name: say(`setup.step.${step.id}`) }}
      {...(stepIndex > 0 ? { back: { onPress: () => setStepIndex(stepIndex - 1) } } : {})}
      next={{ onPress: goOn, ...(isLast ? { label: say('setup.save') } : {}) }}
    >
      {wrongHere.length > 0 || refusal.others.length > 0 ? (
        <Notice
          tone="wrong"
          title={
            wrongHere.length > 0 ? say('setup.errors', { count: wrongHere.length }) : say('setup.notSaved')
          }
        >
          {refusal.others.map((message) => (
            <p key={message}>{message}</p>
          ))}
        </Notice>
      ) : null}
      {refusal.fault === null ? null : <FaultNotice code={refusal.fault} withStaffSteps />}
      {step.id === 'screen' ? (
        <Calibration
          pxPerMm={draft.pxPerMm}
          onPxPerMm={(next) => change({ ...draft, pxPerMm: next }, 'pxPerMm')}
          acceptsKey={draft.acceptUnprotectedKey}
          isKeyWrong={refusal.wrong.has('acceptUnprotectedKey')}
          onAcceptKey={(acceptUnprotectedKey) =>
            change({ ...draft, acceptUnprotectedKey }, 'acceptUnprotectedKey')
          }
        />
      ) : (
        <div className={classes.fields}>
          {step.fields.map((field) => (
            <SetUpField
              key={field}
              field={field}
              value={draft.typed[field]}
              isWrong={refusal.wrong.has(field)}
              onChange={(value) => change({ ...draft, typed: { ...draft.typed, [field]: value } }, field)}
            />
          ))}
        </div>
      )}
    </Screen>
  );
}

function SetUpField(props: {
  readonly field: TypedField;
  readonly value: string;
  readonly isWrong: boolean;
  readonly onChange: (value: string) => void;
}) {
  const say = useStrings();
  return (
    <TextField
      className={classes.field}
      value={props.value}
      onChange={props.onChange}
      isInvalid={props.isWrong}
      data-wide={props.field === 'office.name' || props.field === 'portalAddress' || undefined}
    >
      <Label>{say(`setup.${props.field}`)}</Label>
      <Input inputMode="none" autoComplete="off" autoCorrect="off" spellCheck="false" />
      <FieldError>{say(`setup.wrong.${props.field}`)}</FieldError>
      {props.isWrong ? null : <Text slot="description">{say(`setup.${props.field}.hint`)}</Text>}
    </TextField>
  );
}
