import { useState } from 'react';
import type { Officer } from '../../../shared/contract/index.ts';
import { useKiosk } from '../../client/index.ts';
import { Chip } from '../../components/chip.tsx';
import { KioskTextField } from '../../keyboard/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './desk.module.css';
import { FormFrame, type FormScreenProps } from './form-frame.tsx';

const outcomes = ['none', 'early', 'on-time', 'late'] as const;
/** The slip travels with the paper dossier: these rows are filled in by hand on the way. */
const emptyRows = 4;

/** Mẫu 06: the hand-over that happens now, and rows for those to come. */
export function ControlSlipScreen(props: FormScreenProps & { readonly officer: Officer }) {
  const say = useStrings();
  const office = useKiosk()?.office;
  const [fromUnit, setFromUnit] = useState(office?.name ?? '');
  const [fromPerson, setFromPerson] = useState(props.officer.name);
  const [toUnit, setToUnit] = useState('');
  const [toPerson, setToPerson] = useState('');
  const [note, setNote] = useState('');
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('none');
  return (
    <FormFrame
      {...props}
      make={() => ({
        form: 'control-slip',
        emptyRows,
        handOvers: [
          {
            from: { unit: fromUnit.trim(), person: fromPerson.trim() },
            to: { unit: toUnit.trim(), person: toPerson.trim() },
            atMs: toUnit.trim() === '' && toPerson.trim() === '' ? null : Date.now(),
            outcome: outcome === 'none' ? null : outcome,
            note: note.trim(),
          },
        ],
      })}
    >
      <h1>{say('desk.form.control-slip')}</h1>
      <KioskTextField
        label={say('desk.form.from.unit')}
        value={fromUnit}
        onChange={setFromUnit}
        maxLength={120}
      />
      <KioskTextField
        label={say('desk.form.from.person')}
        kind="name"
        value={fromPerson}
        onChange={setFromPerson}
        maxLength={80}
      />
      <KioskTextField label={say('desk.form.to.unit')} value={toUnit} onChange={setToUnit} maxLength={120} />
      <KioskTextField
        label={say('desk.form.to.person')}
        kind="name"
        value={toPerson}
        onChange={setToPerson}
        maxLength={80}
      />
      <fieldset className={classes.outcomes}>
        <legend>{say('desk.form.outcome')}</legend>
        {outcomes.map((one) => (
          <Chip key={one} aria-pressed={one === outcome} onPress={() => setOutcome(one)}>
            {say(`desk.form.outcome.${one}`)}
          </Chip>
        ))}
      </fieldset>
      <KioskTextField label={say('desk.form.note')} value={note} onChange={setNote} maxLength={200} />
    </FormFrame>
  );
}
