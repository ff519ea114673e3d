import { Eye, EyeOff, IdCard } from 'lucide-react';
import { useState } from 'react';
import type { IdentityState } from '../../../shared/contract/index.ts';
import { maskNumber } from '../../../shared/identity/id-number.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore } from '../../client/index.ts';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './shown-screen.module.css';

type Known = Exclude<IdentityState, { step: 'none' }>;

/** "Có phải Ông/Bà không?": who the card says this is, with the number masked for those who stand behind. */
export function ShownScreen(props: { readonly who: Known; readonly onForget: () => unknown }) {
  const say = useStrings();
  const core = useCore();
  const attempt = useAttempt();
  return (
    <Screen
      title={say('identify.shown.title')}
      lead={<span className={classes.lead}>{say('identify.shown.lead')}</span>}
      back={{
        label: say('identify.shown.no'),
        onPress: async () => {
          if (await attempt(async () => void (await core.identity.forget()))) await props.onForget();
        },
      }}
      next={{
        label: say('identify.shown.yes'),
        onPress: () => attempt(async () => void (await core.identity.confirm())),
      }}
    >
      <PersonCard who={props.who} />
      {props.who.warnings.map((warning) => (
        <p key={warning} className={classes.warning}>
          <Eye aria-hidden />
          {say(`identity.warning.${warning}`)}
        </p>
      ))}
    </Screen>
  );
}

/** What the kiosk knows of the person, and how it knows it. */
export function PersonCard(props: { readonly who: Known }) {
  const say = useStrings();
  const [isOpen, setOpen] = useState(false);
  const { person, trust, needsStaffCheck } = props.who;
  const rows: readonly (readonly [label: string, text: string | null])[] = [
    [say('identify.person.birth'), person.birthDate?.split('-').reverse().join('/') ?? null],
    [say('identify.person.sex'), person.sex === null ? null : say(`identify.sex.${person.sex}`)],
    [say('identify.person.residence'), person.residence],
  ];
  return (
    <section className={classes.card}>
      <header>
        <IdCard aria-hidden />
        <b lang="vi">{person.fullName}</b>
      </header>
      <dl>
        {person.idNumber === null ? null : (
          <div>
            <dt>{say('identify.person.number')}</dt>
            <dd className={classes.number}>
              {isOpen ? grouped(person.idNumber) : (person.maskedIdNumber ?? maskNumber(person.idNumber))}
              <TouchButton
                icon={isOpen ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
                onPress={() => setOpen(!isOpen)}
              >
                {say(isOpen ? 'identify.person.hide' : 'identify.person.show')}
              </TouchButton>
            </dd>
          </div>
        )}
        {rows.map(([label, text]) =>
          text === null || text === '' ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd lang="vi">{text}</dd>
            </div>
          ),
        )}
      </dl>
      <footer data-checked={!needsStaffCheck || undefined}>
        {say('identify.person.trust', { trust: say(`identity.trust.${trust}`) })}
        {needsStaffCheck ? ` ${say('identify.person.check')}` : ''}
      </footer>
    </section>
  );
}

function grouped(number: string): string {
  return number.replace(/(\d{3})(?=\d)/g, '$1 ');
}
