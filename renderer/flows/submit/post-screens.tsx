import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Delivery } from '../../../shared/dossier/manifest.ts';
import { type Commune, createPlaces } from '../../../shared/places/places.ts';
import { useAttempt, useCoreQueries, useGo } from '../../client/index.ts';
import { AskOne } from '../../components/ask-one.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './submit.module.css';

export type PostStep = 'recipient' | 'phone' | 'commune' | 'street';
export const postSteps: readonly PostStep[] = ['recipient', 'phone', 'commune', 'street'];
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
  readonly delivery: Delivery | null;
  /** Who is proposed as long as nobody else was named. */
  readonly filer: { readonly fullName: string; readonly phone: string | null };
  readonly placeOf: (step: PostStep) => string;
  /** Where one comes from. */
  readonly before: string;
  readonly onDelivery: (delivery: Delivery) => Promise<void>;
}) {
  const say = useStrings();
  const go = useGo();
  const attempt = useAttempt();
  const queries = useCoreQueries();
  const file = useQuery({ ...queries.drafts.places.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  const places = useMemo(() => (file.data === undefined ? null : createPlaces(file.data)), [file.data]);
  const { step } = props;
  const [typed, setTyped] = useState<Typed>(() => startOf(props));
  const [query, setQuery] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  // Papers still carry the old names: each leads to the unit of today, once.
  const hits = [
    ...new Map(
      (places?.search(query, { limit: mostHits }) ?? [])
        .map((hit) => (hit.kind === 'commune' ? hit.commune : hit.old.now))
        .map((commune) => [commune.code, commune] as const),
    ).values(),
  ];

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
    const following = postSteps[postSteps.indexOf(step) + 1];
    if (following !== undefined) {
      await go(props.placeOf(following));
      return;
    }
    const { commune } = typed;
    // A reload in the middle forgets what was typed here and was not yet stored.
    if (commune === null || places === null || typed.recipient === '' || typed.phone === '') {
      await go(props.placeOf('recipient'));
      return;
    }
    await attempt(() =>
      props.onDelivery({
        way: 'post',
        recipient: typed.recipient.trim(),
        phone: typed.phone,
        communeCode: commune.code,
        commune: places.nameOf(commune),
        street: typed.street.trim(),
      }),
    );
  }

  const earlier = postSteps[postSteps.indexOf(step) - 1];
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
      onBack={() => go(earlier === undefined ? props.before : props.placeOf(earlier))}
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

function startOf({
  delivery,
  filer,
}: {
  readonly delivery: Delivery | null;
  readonly filer: { readonly fullName: string; readonly phone: string | null };
}): Typed {
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
