import { useState } from 'react';
import type { DeskDossier } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { faultOf, useCore, useGo } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { AskOne } from '../../flows/identify/ask-one.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { deskDossierPlace } from './places.ts';

const shortestPassphrase = 12;

/** A package under a password that the officer chooses, for the kiosk that can send. */
export function ExportScreen(props: { readonly dossier: DeskDossier }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const { dossierId } = props.dossier;
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const [file, setFile] = useState<string | null>(null);

  async function pack(): Promise<void> {
    if (file !== null) return void (await go(deskDossierPlace(dossierId)));
    if ([...passphrase].length < shortestPassphrase) return setProblem(say('desk.export.short'));
    setFault(null);
    try {
      setFile((await core.desk.export({ dossierId, lock: { passphrase } })).fileName);
      setPassphrase('');
    } catch (error) {
      const known = faultOf(error);
      if (known === null) throw error;
      setFault(known);
    }
  }

  return (
    <AskOne
      title={say('desk.export.title')}
      lead={say('desk.export.lead')}
      kind="passphrase"
      value={passphrase}
      onChange={(next) => {
        setPassphrase(next);
        setProblem(null);
      }}
      problem={problem}
      isResting={fault !== null || file !== null}
      nextLabel={say(file === null ? 'desk.export.next' : 'app.next')}
      onBack={() => go(deskDossierPlace(dossierId, 'acts'))}
      onNext={pack}
    >
      {fault === null ? null : <FaultNotice code={fault} withStaffSteps />}
      {file === null ? null : (
        <Notice tone="good" title={say('desk.export.done')}>
          <p>{say('desk.export.done.line', { file })}</p>
        </Notice>
      )}
    </AskOne>
  );
}
