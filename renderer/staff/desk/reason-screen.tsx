import { FileQuestion, PencilLine } from 'lucide-react';
import { useState } from 'react';
import type { DeskDossier } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { Screen } from '../../app/screen.tsx';
import { expectFault, useCore, useGo } from '../../client/index.ts';
import { AskOne } from '../../components/ask-one.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { SureDialog } from '../../components/sure-dialog.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { useTyped } from '../../components/use-typed.ts';
import { sayIn, useStrings } from '../../strings/use-strings.ts';
import classes from './desk.module.css';
import type { Done } from './dossier-area.tsx';
import { deskDossierPlace } from './places.ts';

const reasons = {
  paper: ['desk.reason.paper.refused', 'desk.reason.paper.network', 'desk.reason.paper.asked'],
  cancel: ['desk.reason.cancel.asked', 'desk.reason.cancel.twice', 'desk.reason.cancel.wrong'],
} as const;

const shortestReason = 3;

/** Why, then one question whether it is meant; the reason is written down in Vietnamese. */
export function ReasonScreen(props: {
  readonly dossier: DeskDossier;
  readonly act: 'paper' | 'cancel';
  readonly onDone: (done: Done) => Promise<void>;
}) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const { act } = props;
  const { dossierId } = props.dossier;
  const [chosen, setChosen] = useState<string | null>(null);
  const [isTyping, setTyping] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const other = useTyped({
    check: (text) => (text.trim().length < shortestReason ? say('desk.reason.short') : null),
    send: (text) => (isWorking ? undefined : setChosen(text.trim())),
  });
  const [fault, setFault] = useState<FaultCode | null>(null);

  async function carryOut(reason: string): Promise<void> {
    setChosen(null);
    setWorking(true);
    setFault(null);
    try {
      await (act === 'paper'
        ? core.desk.acceptOnPaper({ dossierId, reason })
        : core.desk.cancel({ dossierId, reason }));
      await props.onDone(act);
      await go(deskDossierPlace(dossierId));
    } catch (error) {
      setFault(expectFault(error));
    } finally {
      setWorking(false);
    }
  }

  const sure = (
    <SureDialog
      isOpen={chosen !== null}
      title={say(`desk.sure.${act}`)}
      text={say(`desk.sure.${act}.text`, { reason: chosen ?? '' })}
      yes={{
        label: say(`desk.sure.${act}.yes`),
        look: act === 'cancel' ? 'danger' : 'go',
        onPress: () => (chosen === null ? undefined : carryOut(chosen)),
      }}
      no={{ label: say('desk.sure.no'), onPress: () => setChosen(null) }}
    />
  );

  if (isTyping) {
    return (
      <>
        <AskOne
          title={say('desk.reason.other.title')}
          lead={say('desk.reason.other.lead')}
          kind="text"
          {...other}
          fault={fault}
          withStaffSteps
          isResting={isWorking}
          onBack={() => setTyping(false)}
        >
          {isWorking && act === 'paper' ? <Notice tone="info" title={say('desk.working.paper')} /> : null}
        </AskOne>
        {sure}
      </>
    );
  }
  return (
    <Screen
      title={say(`desk.reason.${act}.title`)}
      lead={say('desk.reason.lead')}
      back={{ isDisabled: isWorking, onPress: () => go(deskDossierPlace(dossierId, 'acts')) }}
    >
      {isWorking && act === 'paper' ? <Notice tone="info" title={say('desk.working.paper')} /> : null}
      {fault === null ? null : <FaultNotice code={fault} withStaffSteps />}
      {isWorking ? null : (
        <Pages label={say(`desk.reason.${act}.title`)}>
          <div className={classes.choices}>
            {reasons[act].map((id) => (
              <TileButton
                key={id}
                icon={FileQuestion}
                title={say(id)}
                onPress={() => setChosen(sayIn('vi')(id))}
              />
            ))}
            <TileButton
              icon={PencilLine}
              title={say('desk.reason.other')}
              line={say('desk.reason.other.line')}
              onPress={() => setTyping(true)}
            />
          </div>
        </Pages>
      )}
      {sure}
    </Screen>
  );
}
