import { useState } from 'react';
import type { FeeFile } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useCore } from '../../client/index.ts';
import { TileButton } from '../../components/tile-button.tsx';
import { dong } from '../../flows/pay/money.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { type Ask, Asks, useMoneyAsk, useReasonAsk } from './asks.tsx';
import classes from './fees.module.css';
import type { FeeAct } from './file-area.tsx';

interface Key {
  readonly dossierId: string;
  readonly eventId: string;
}

/** Asks what an act needs, one thing a screen, and carries it out with the last one. */
export function ActScreen(props: {
  readonly act: FeeAct;
  readonly file: FeeFile;
  readonly onBack: () => void;
  readonly onCash: (vnd: number, givenVnd: number) => Promise<void>;
  readonly onAct: (work: (key: Key) => Promise<FeeFile>) => Promise<void>;
}) {
  const say = useStrings();
  const core = useCore();
  const money = useMoneyAsk();
  const reasonAsk = useReasonAsk();
  const { act, file, onBack, onCash, onAct } = props;
  const { dossierId } = file;
  switch (act.kind) {
    case 'cash':
      return (
        <Asks
          asks={[
            money(say('fees.cash.take'), say('fees.cash.take.lead'), file.owedVnd),
            money(say('fees.cash.given'), say('fees.cash.given.lead'), file.owedVnd),
          ]}
          onBack={onBack}
          onDone={([vnd = '', given = '']) => onCash(Number(vnd), Number(given))}
        />
      );
    case 'due':
      return (
        <Asks
          asks={[
            { ...money(say('fees.due'), say('fees.due.lead'), file.dueVnd ?? 0), check: () => null },
            reasonAsk(),
          ]}
          onBack={onBack}
          onDone={([vnd = '', reason = '']) =>
            onAct((key) => core.fees.setDue({ ...key, vnd: Number(vnd), reason }))
          }
        />
      );
    case 'confirm':
      return <Confirm file={file} onBack={onBack} onAct={onAct} />;
    case 'exemption':
      return <Exemption onBack={onBack} onAct={onAct} />;
    case 'accept':
      return (
        <Asks
          asks={[reasonAsk()]}
          onBack={onBack}
          onDone={([reason = '']) =>
            onAct((key) => core.fees.acceptLate({ ...key, payment: act.payment.id, reason }))
          }
        />
      );
    case 'correct':
      return (
        <Asks
          asks={[
            {
              ...money(say('fees.correct'), say('fees.correct.lead', { amount: dong(act.payment.vnd) })),
              check: () => null,
            },
            reasonAsk(),
          ]}
          onBack={onBack}
          onDone={([vnd = '', reason = '']) =>
            onAct((key) => core.fees.correct({ ...key, payment: act.payment.id, vnd: Number(vnd), reason }))
          }
        />
      );
    case 'refund': {
      const { id, way, vnd, backVnd } = act.payment;
      const most = Math.min(vnd - backVnd, file.spareVnd > 0 ? file.spareVnd : vnd - backVnd);
      return (
        <Asks
          asks={[
            money(say('fees.refund'), say('fees.refund.lead', { amount: dong(vnd - backVnd) }), most),
            reasonAsk(),
          ]}
          onBack={onBack}
          onDone={([amount = '', reason = '']) =>
            onAct((key) =>
              core.fees.refund({
                ...key,
                dossierId,
                payment: id,
                way: way === 'cash' ? 'cash' : 'transfer',
                vnd: Number(amount),
                reason,
              }),
            )
          }
        />
      );
    }
  }
}

/** Seen in the account's statement, or handed over by the postman. */
function Confirm(props: {
  readonly file: FeeFile;
  readonly onBack: () => void;
  readonly onAct: (work: (key: Key) => Promise<FeeFile>) => Promise<void>;
}) {
  const say = useStrings();
  const core = useCore();
  const money = useMoneyAsk();
  const reasonAsk = useReasonAsk();
  const { file, onBack, onAct } = props;
  const referenceAsk: Ask = {
    title: say('fees.confirm.reference'),
    lead: say('fees.confirm.reference.lead'),
    kind: 'code',
    check: (text) => (text.length >= 4 ? null : say('fees.confirm.reference.wrong')),
  };
  return (
    <Asks
      asks={[
        referenceAsk,
        money(say('fees.confirm.amount'), say('fees.confirm.amount.lead'), file.owedVnd),
        reasonAsk(say('fees.confirm.reason.lead')),
      ]}
      onBack={onBack}
      onDone={([reference = '', vnd = '', reason = '']) =>
        onAct(({ dossierId }) =>
          core.fees.confirm({
            dossierId,
            reference: reference.toUpperCase(),
            way: file.claim.way === 'post' ? 'post' : 'transfer',
            vnd: Number(vnd),
            reason,
          }),
        )
      }
    />
  );
}

const percents = [100, 50] as const;

function Exemption(props: {
  readonly onBack: () => void;
  readonly onAct: (work: (key: Key) => Promise<FeeFile>) => Promise<void>;
}) {
  const say = useStrings();
  const core = useCore();
  const reasonAsk = useReasonAsk();
  const [chosen, setChosen] = useState<number | 'refused' | null>(null);
  const { onBack, onAct } = props;
  if (chosen === null) {
    return (
      <Screen title={say('fees.exemption')} lead={say('fees.exemption.lead')} back={{ onPress: onBack }}>
        <div className={classes.acts}>
          {percents.map((percent) => (
            <TileButton
              key={percent}
              title={say(`fees.exemption.grant.${percent}`)}
              onPress={() => setChosen(percent)}
            />
          ))}
          <TileButton title={say('fees.exemption.refuse')} onPress={() => setChosen('refused')} />
        </div>
      </Screen>
    );
  }
  return (
    <Asks
      asks={[reasonAsk(say('fees.exemption.reason.lead'))]}
      onBack={() => setChosen(null)}
      onDone={([reason = '']) =>
        onAct((key) =>
          core.fees.decideExemption({
            ...key,
            outcome: chosen === 'refused' ? 'refused' : 'granted',
            percentOff: chosen === 'refused' ? 0 : chosen,
            reason,
          }),
        )
      }
    />
  );
}
