import { useQuery } from '@tanstack/react-query';
import { KeyRound, MonitorUp } from 'lucide-react';
import { useState } from 'react';
import type { DeskDossier } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { Screen } from '../../app/screen.tsx';
import { expectFault, useCore, useCoreQueries, useGo } from '../../client/index.ts';
import { AskOne } from '../../components/ask-one.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { useTyped } from '../../components/use-typed.ts';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './desk.module.css';
import { deskDossierPlace } from './places.ts';

const shortestPassphrase = 12;

type Lock = { readonly passphrase: string } | { readonly publicKey: string };

/** A package for a kiosk that the office knows, or under a password that the officer chooses. */
export function ExportScreen(props: { readonly dossier: DeskDossier }) {
  const core = useCore();
  const queries = useCoreQueries();
  const { dossierId } = props.dossier;
  const receivers = useQuery({ ...queries.desk.receivers.queryOptions(), gcTime: 0 });
  const [isByPassword, setByPassword] = useState(false);
  const [file, setFile] = useState<string | null>(null);

  async function pack(lock: Lock): Promise<void> {
    setFile((await core.desk.export({ dossierId, lock })).fileName);
  }

  if (receivers.data === undefined) return <Screen layout="top" />;
  const given = { dossierId, file, onPack: pack };
  return receivers.data.length === 0 || isByPassword ? (
    <PasswordScreen
      {...given}
      {...(receivers.data.length === 0 ? {} : { onBack: () => setByPassword(false) })}
    />
  ) : (
    <ReceiverScreen {...given} receivers={receivers.data} onPassword={() => setByPassword(true)} />
  );
}

interface Packing {
  readonly dossierId: string;
  /** The package that was made. */
  readonly file: string | null;
  readonly onPack: (lock: Lock) => Promise<void>;
}

function Packed({ file }: { readonly file: string }) {
  const say = useStrings();
  return (
    <Notice tone="good" title={say('desk.export.done')}>
      <p>{say('desk.export.done.line', { file })}</p>
    </Notice>
  );
}

/** Only the kiosk that is chosen can open the package: nobody needs to tell anybody a password. */
function ReceiverScreen(
  props: Packing & {
    readonly receivers: readonly { readonly name: string; readonly publicKey: string }[];
    readonly onPassword: () => void;
  },
) {
  const say = useStrings();
  const go = useGo();
  const { dossierId, file, onPack } = props;
  const [isPacking, setPacking] = useState(false);
  const [fault, setFault] = useState<FaultCode | null>(null);

  async function pack(publicKey: string): Promise<void> {
    if (isPacking) return;
    setPacking(true);
    setFault(null);
    try {
      await onPack({ publicKey });
    } catch (error) {
      setFault(expectFault(error));
    } finally {
      setPacking(false);
    }
  }

  return (
    <Screen
      layout="top"
      title={say('desk.export.to')}
      lead={say('desk.export.to.lead')}
      back={{ onPress: () => go(deskDossierPlace(dossierId, 'acts')) }}
      {...(file === null ? {} : { next: { onPress: () => go(deskDossierPlace(dossierId)) } })}
    >
      {fault === null ? null : <FaultNotice code={fault} withStaffSteps />}
      {file === null ? (
        <Pages label={say('desk.export.to')}>
          <div className={classes.choices}>
            {props.receivers.map(({ name, publicKey }) => (
              <TileButton
                key={publicKey}
                look="soft"
                icon={MonitorUp}
                title={name}
                titleLang="vi"
                line={say('desk.export.to.line')}
                onPress={() => pack(publicKey)}
              />
            ))}
            <TileButton
              icon={KeyRound}
              title={say('desk.export.other')}
              line={say('desk.export.other.line')}
              onPress={props.onPassword}
            />
          </div>
        </Pages>
      ) : (
        <Packed file={file} />
      )}
    </Screen>
  );
}

function PasswordScreen(props: Packing & { readonly onBack?: () => void }) {
  const say = useStrings();
  const go = useGo();
  const { dossierId, file, onPack, onBack } = props;
  const passphrase = useTyped({
    check: (text) => ([...text].length < shortestPassphrase ? say('desk.export.short') : null),
    async send(text): Promise<void> {
      await onPack({ passphrase: text });
      passphrase.onChange('');
    },
  });
  return (
    <AskOne
      title={say('desk.export.title')}
      lead={say('desk.export.lead')}
      kind="passphrase"
      {...passphrase}
      withStaffSteps
      isResting={file !== null}
      nextLabel={say(file === null ? 'desk.export.next' : 'app.next')}
      onBack={onBack ?? (() => go(deskDossierPlace(dossierId, 'acts')))}
      {...(file === null ? {} : { onNext: () => go(deskDossierPlace(dossierId)) })}
    >
      {file === null ? null : <Packed file={file} />}
    </AskOne>
  );
}
