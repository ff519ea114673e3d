import { FileX2, PencilLine, RotateCcw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { WithdrawalReason } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { Screen } from '../../app/screen.tsx';
import { expectFault, useCore, useGo } from '../../client/index.ts';
import { AskOne } from '../../components/ask-one.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { SureDialog } from '../../components/sure-dialog.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { useTyped } from '../../components/use-typed.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { donePlace } from '../done/places.ts';
import { dossierPlace } from './places.ts';
import classes from './track.module.css';

const reasons = [
  { kind: 'changed-mind', icon: Undo2 },
  { kind: 'wrong-procedure', icon: FileX2 },
  { kind: 'hand-in-again', icon: RotateCcw },
] as const;

/** Why, then one question whether it is meant, then the receipt of it. */
export function WithdrawScreen(props: { readonly dossierId: string; readonly isTyping: boolean }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const { dossierId } = props;
  const [chosen, setChosen] = useState<WithdrawalReason | null>(null);
  const other = useTyped({
    check: (text) => (text.trim() === '' ? say('track.withdraw.other.short') : null),
    send: (text) => setChosen({ kind: 'other', text: text.trim() }),
  });
  const [isSending, setSending] = useState(false);
  const [fault, setFault] = useState<FaultCode | null>(null);

  async function withdraw(reason: WithdrawalReason): Promise<void> {
    setSending(true);
    setFault(null);
    try {
      await core.tracking.withdraw({ dossierId, reason });
      await go(donePlace(dossierId));
    } catch (error) {
      const known = expectFault(error);
      setChosen(null);
      setFault(known);
    } finally {
      setSending(false);
    }
  }

  const sure = (
    <SureDialog
      isOpen={chosen !== null}
      title={say('track.withdraw.sure')}
      text={say('track.withdraw.sure.text', {
        reason:
          chosen === null ? '' : chosen.kind === 'other' ? chosen.text : say(`track.withdraw.${chosen.kind}`),
      })}
      yes={{
        label: say('track.withdraw.yes'),
        look: 'danger',
        onPress: () => (chosen === null ? undefined : withdraw(chosen)),
      }}
      no={{ label: say('track.withdraw.no'), onPress: () => setChosen(null) }}
      isWorking={isSending}
    />
  );

  if (props.isTyping) {
    return (
      <>
        <AskOne
          title={say('track.withdraw.other.title')}
          lead={say('track.withdraw.other.lead')}
          kind="text"
          {...other}
          fault={fault}
          onBack={() => go(dossierPlace(dossierId, 'withdraw'))}
        />
        {sure}
      </>
    );
  }
  return (
    <Screen
      title={say('track.withdraw.title')}
      lead={say('track.withdraw.lead')}
      back={{ onPress: () => go(dossierPlace(dossierId, 'papers')) }}
    >
      {fault === null ? null : <FaultNotice code={fault} />}
      <div className={classes.choices}>
        {reasons.map(({ kind, icon }) => (
          <TileButton
            key={kind}
            icon={icon}
            title={say(`track.withdraw.${kind}`)}
            onPress={() => setChosen({ kind })}
          />
        ))}
        <TileButton
          icon={PencilLine}
          title={say('track.withdraw.other')}
          line={say('track.withdraw.other.line')}
          onPress={() => go(dossierPlace(dossierId, 'reason'))}
        />
      </div>
      {sure}
    </Screen>
  );
}
