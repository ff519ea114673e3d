import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { SubmissionState } from '../../../shared/contract/index.ts';
import { type Commune, createPlaces } from '../../../shared/places/places.ts';
import { useAttempt, useCore, useCoreQueries, useGo } from '../../client/index.ts';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { AskOne } from '../identify/ask-one.tsx';
import { type SubmitPlace, submitStep } from './places.ts';
import classes from './submit.module.css';

type PostStep = Extract<SubmitPlace, 'recipient' | 'phone' | 'commune' | 'street'>;
const order: readonly PostStep[] = ['recipient', 'phone', 'commune', 'street'];
const mostHits = 4;

interface Typed {
  readonly recipient: string;
  readonly phone: string;
  readonly commune: Commune | null;
  readonly street: string;
}

/** The address for the post, one line at a time; stored as a whole with the last one. */
export function PostScreens(props: {
  readonly step: PostStep;
  readonly state: SubmissionState;
  readonly onChange: (next: SubmissionState) => void;
}) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const queries = useCoreQueries();
  const file = useQuery({ ...queries.drafts.places.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  const places = useMemo(() => (file.data === undefined ? null : createPlaces(file.data)), [file.data]);
  const { step, state } = props;
  const [typed, setTyped] = useState<Typed>(() => startOf(state));
  const [query, setQuery] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const hits = (places?.search(query, { limit: mostHits }) ?? []).flatMap((hit) =>
    hit.kind === 'commune' ? [hit.commune] : [],
  );

  function change(next: Partial<Typed>): void {
    setTyped({ ...typed, ...next });
    setProblem(null);
  }

  function problemOf(): string | null {
    if (step === 'phone') return /^0\d{9}$/.test(typed.phone) ? null : say('submit.post.phone.wrong');
    if (step === 'commune') return typed.commune === null ? say('submit.post.commune.none') : null;
    return typed[step].trim() === '' ? say('submit.post.missing') : null;
  }

  async function next(): Promise<void> {
    const found = problemOf();
    setProblem(found);
    if (found !== null) return;
    const following = order[order.indexOf(step) + 1];
    if (following !== undefined) {
      await go(submitStep(following));
      return;
    }
    const { commune } = typed;
    // A reload in the middle forgets what was typed here and was not yet stored.
    if (commune === null || places === null || typed.recipient === '' || typed.phone === '') {
      await go(submitStep('recipient'));
      return;
    }
    await attempt(async () => {
      const stored = await core.submission.setDelivery({
        draftId: state.draftId,
        delivery: {
          way: 'post',
          recipient: typed.recipient.trim(),
          phone: typed.phone,
          communeCode: commune.code,
          commune: places.nameOf(commune),
          street: typed.street.trim(),
        },
      });
      props.onChange(stored);
      await go(submitStep('next'));
    });
  }

  const before = order[order.indexOf(step) - 1] ?? 'delivery';
  const chosen = typed.commune === null || places === null ? null : capital(places.nameOf(typed.commune));
  return (
    <AskOne
      key={step}
      title={say(`submit.post.${step}`)}
      lead={say(`submit.post.${step}.lead`)}
      kind={step === 'recipient' ? 'name' : step === 'phone' ? 'phone' : 'text'}
      value={step === 'commune' ? (chosen ?? query) : typed[step]}
      onChange={(value) => {
        if (step === 'commune') {
          setQuery(chosen === null ? value : '');
          change({ commune: null });
        } else {
          change({ [step]: value });
        }
      }}
      problem={problem}
      onNext={next}
      onBack={() => go(submitStep(before))}
    >
      {step === 'commune' && places !== null && chosen === null ? (
        <div className={classes.choices}>
          {hits.map((commune) => (
            <TouchButton key={commune.code} onPress={() => change({ commune })}>
              {capital(places.nameOf(commune))}
            </TouchButton>
          ))}
        </div>
      ) : null}
    </AskOne>
  );
}

function startOf({ delivery, filer }: SubmissionState): Typed {
  if (delivery?.way === 'post') {
    return { recipient: delivery.recipient, phone: delivery.phone, commune: null, street: delivery.street };
  }
  return {
    recipient: filer.fullName,
    phone: filer.phone?.replace(/\D/g, '') ?? '',
    commune: null,
    street: '',
  };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
