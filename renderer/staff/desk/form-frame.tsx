import { type ReactNode, useState } from 'react';
import type { DeskDossier, OfficeForm } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { Screen } from '../../app/screen.tsx';
import { expectFault, useCore, useGo } from '../../client/index.ts';
import { Chip, Chips } from '../../components/chip.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { KeyboardDock, KioskTextField } from '../../keyboard/index.ts';
import type { StringId } from '../../strings/areas.ts';
import { sayIn, useStrings } from '../../strings/use-strings.ts';
import classes from './desk.module.css';
import type { Done } from './dossier-area.tsx';
import { deskDossierPlace } from './places.ts';
import { whoseDossier } from './whose.ts';

export interface FormScreenProps {
  readonly dossier: DeskDossier;
  readonly onDone: (done: Done) => Promise<void>;
}

/** The frame of a form of the office: its fields, and the button that prints it. `make` is null while something is missing. */
export function FormFrame(
  props: FormScreenProps & { readonly make: () => OfficeForm | null; readonly children: ReactNode },
) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const [fault, setFault] = useState<FaultCode | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  const { dossierId } = props.dossier;

  async function print(): Promise<void> {
    const form = props.make();
    if (form === null) return;
    setPrinting(true);
    setFault(null);
    try {
      await core.desk.printForm({ dossierId, form });
      await props.onDone('form');
      await go(deskDossierPlace(dossierId));
    } catch (error) {
      setFault(expectFault(error));
    } finally {
      setPrinting(false);
    }
  }

  return (
    <Screen
      layout="top"
      lead={whoseDossier(props.dossier, say)}
      dock={<KeyboardDock />}
      back={{ onPress: () => go(deskDossierPlace(dossierId, 'acts')) }}
      next={{ label: say('desk.form.print'), isDisabled: isPrinting, onPress: print }}
    >
      {fault === null ? null : <FaultNotice code={fault} withStaffSteps />}
      <Pages label={say('desk.form.print')}>
        <div className={classes.form}>{props.children}</div>
      </Pages>
    </Screen>
  );
}

/** A reason: the usual ones by one touch, in Vietnamese as they are printed, or one's own. */
export function ReasonField(props: {
  readonly ready: readonly StringId[];
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly problem: string | null;
}) {
  const say = useStrings();
  return (
    <div className={classes.reason}>
      <KioskTextField
        label={say('desk.form.reason')}
        value={props.value}
        onChange={props.onChange}
        maxLength={500}
        problem={props.problem}
      />
      <Chips>
        {props.ready.map((id) => (
          <Chip key={id} onPress={() => props.onChange(sayIn('vi')(id))}>
            {say(id)}
          </Chip>
        ))}
      </Chips>
    </div>
  );
}
