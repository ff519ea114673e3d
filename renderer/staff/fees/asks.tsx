import { useState } from 'react';
import { AskOne } from '../../components/ask-one.tsx';
import type { TextFieldKind } from '../../keyboard/index.ts';
import { useStrings } from '../../strings/use-strings.ts';

/** One thing to type. */
export interface Ask {
  readonly title: string;
  readonly lead: string;
  readonly kind: TextFieldKind;
  readonly start?: string;
  /** What is wrong with it, in words. */
  readonly check: (text: string) => string | null;
}

/** Asks one thing after the other, then hands all of them over; going back keeps what was typed. */
export function Asks(props: {
  readonly asks: readonly Ask[];
  readonly onDone: (typed: readonly string[]) => unknown;
  readonly onBack: () => unknown;
}) {
  const { asks, onDone, onBack } = props;
  const say = useStrings();
  const [typed, setTyped] = useState<readonly string[]>(() => asks.map(({ start }) => start ?? ''));
  const [at, setAt] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const ask = asks[at];
  if (ask === undefined) return null;
  const value = typed[at] ?? '';
  return (
    <AskOne
      key={at}
      title={ask.title}
      lead={ask.lead}
      kind={ask.kind}
      value={value}
      onChange={(next) => {
        setTyped((before) => before.map((one, index) => (index === at ? next : one)));
        setProblem(null);
      }}
      problem={problem}
      onBack={() => (at === 0 ? onBack() : setAt(at - 1))}
      nextLabel={at === asks.length - 1 ? say('fees.ask.done') : undefined}
      onNext={() => {
        const wrong = ask.check(value.trim());
        setProblem(wrong);
        if (wrong !== null) return undefined;
        if (at < asks.length - 1) return setAt(at + 1);
        return onDone(typed.map((one) => one.trim()));
      }}
    />
  );
}

/** Whole đồng above nothing. */
export function useMoneyAsk(): (title: string, lead: string, start?: number) => Ask {
  const say = useStrings();
  return (title, lead, start) => ({
    title,
    lead,
    kind: 'money',
    ...(start === undefined || start === 0 ? {} : { start: String(start) }),
    check: (text) => (Number(text) > 0 ? null : say('fees.ask.money.wrong')),
  });
}

export function useReasonAsk(): (lead?: string) => Ask {
  const say = useStrings();
  return (lead = say('fees.ask.reason.lead')) => ({
    title: say('fees.ask.reason'),
    lead,
    kind: 'text',
    check: (text) => (text.length >= 3 ? null : say('fees.ask.reason.wrong')),
  });
}
