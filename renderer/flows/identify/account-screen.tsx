import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { familyNames } from '../../../shared/dossier/suggestions.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { Screen } from '../../app/screen.tsx';
import { expectFault, useCore, useCoreQueries, useGo } from '../../client/index.ts';
import { AskOne } from '../../components/ask-one.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { identifyPlace } from './places.ts';

type Ask = 'fullName' | 'idNumber' | 'phone' | 'code';
const order = ['fullName', 'idNumber', 'phone'] as const;
const kinds = { fullName: 'name', idNumber: 'id-number', phone: 'phone', code: 'count' } as const;

/** "Đăng ký tài khoản": number, phone, and the code that came to the phone. Only where the portal offers it. */
export function AccountScreen(props: { readonly procedureCode: string | null }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const queries = useCoreQueries();
  const registration = useQuery({ ...queries.registration.state.queryOptions(), gcTime: 0 });
  const [asked, setAsked] = useState<(typeof order)[number]>('fullName');
  const [typed, setTyped] = useState({ fullName: '', idNumber: '', phone: '', code: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const state = registration.data ?? { step: 'none' as const };
  const toPhone = identifyPlace(props.procedureCode, 'phone');

  /** Faults of one field are said at the field, others above it. */
  async function run(
    work: () => Promise<unknown>,
    atField: Partial<Record<FaultCode, string>>,
  ): Promise<void> {
    setProblem(null);
    setFault(null);
    try {
      await work();
      setTyped((before) => ({ ...before, code: '' }));
    } catch (error) {
      const known = expectFault(error);
      const words = atField[known];
      if (words === undefined) setFault(known);
      else setProblem(words);
    }
    await registration.refetch();
  }

  if (state.step === 'registered') {
    return (
      <Screen
        title={say('identify.account.done')}
        lead={say('identify.account.done.lead')}
        picture={<CircleCheck aria-hidden />}
        next={{ onPress: () => go(toPhone), label: say('identify.account.signIn') }}
      />
    );
  }
  const ask: Ask = state.step === 'code-sent' ? 'code' : asked;
  const at = order.indexOf(asked);

  async function next(): Promise<unknown> {
    if (ask === 'code') {
      return run(() => core.registration.confirm({ code: typed.code }), {
        REGISTRATION_CODE_WRONG: say('identify.account.code.wrong'),
      });
    }
    if (typed[ask].trim() === '') return setProblem(say(`identify.account.${ask}.missing`));
    const following = order[at + 1];
    setProblem(null);
    if (following !== undefined) return setAsked(following);
    const { fullName, idNumber, phone } = typed;
    return run(() => core.registration.start({ fullName, idNumber, phone }), {
      REGISTRATION_INPUT_INVALID: say('identify.account.wrong'),
    });
  }

  async function back(): Promise<unknown> {
    setProblem(null);
    if (ask === 'code') return run(() => core.registration.cancel(), {});
    const earlier = order[at - 1];
    return earlier === undefined ? go(toPhone) : setAsked(earlier);
  }

  return (
    <AskOne
      key={ask}
      title={say(`identify.account.${ask}`)}
      lead={
        state.step === 'code-sent'
          ? say('identify.account.code.lead', {
              phone: state.maskedPhone,
              count: Math.max(1, Math.ceil(state.expiresInMs / 60_000)),
            })
          : say(`identify.account.${asked}.lead`)
      }
      kind={kinds[ask]}
      value={typed[ask]}
      onChange={(value) => setTyped((before) => ({ ...before, [ask]: value }))}
      {...(ask === 'fullName' ? { suggestions: { entries: familyNames, fills: 'beginning' as const } } : {})}
      problem={problem}
      fault={fault}
      onBack={back}
      onNext={next}
    >
      {state.step === 'code-sent' && state.resendsLeft > 0 ? (
        <TouchButton onPress={() => run(() => core.registration.resend(), {})}>
          {say('identify.account.resend')}
        </TouchButton>
      ) : null}
    </AskOne>
  );
}
