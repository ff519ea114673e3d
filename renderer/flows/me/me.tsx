import { Check, IdCard, Minus, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ConsentItem } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useGo } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { SureDialog } from '../../components/sure-dialog.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { ConsentScreen } from '../consent/consent-screen.tsx';
import { identifyPlace } from '../identify/places.ts';
import { PersonCard } from '../identify/shown-screen.tsx';
import { usePerson } from '../identify/use-person.ts';
import classes from './me.module.css';

/** What the kiosk knows of the person now, what they agreed to, and how to take each back. */
export function Me() {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const { who, consents, fault, refresh } = usePerson();
  const [isErasing, setErasing] = useState(false);
  const [reading, setReading] = useState<string | null>(null);
  const read = consents?.items.find(({ purpose }) => purpose === reading);

  async function withdraw(item: ConsentItem): Promise<void> {
    if (item.basis === 'public-task') {
      setErasing(true);
      return;
    }
    await attempt(async () => void (await core.consent.withdraw({ purpose: item.purpose })));
    await refresh();
  }

  async function eraseAll(): Promise<void> {
    const given = consents?.items.filter((item) => item.given !== null) ?? [];
    const done = await attempt(async () => {
      // What the law needs comes last: taking it back erases the form and forgets the person.
      const inOrder = given.toSorted(
        (a, b) => Number(a.basis === 'public-task') - Number(b.basis === 'public-task'),
      );
      for (const { purpose } of inOrder) await core.consent.withdraw({ purpose });
    });
    if (done) await go('/home');
  }

  if (read !== undefined) {
    const close = () => setReading(null);
    return (
      <ConsentScreen
        item={read}
        neededFrom={consents?.neededFrom ?? null}
        onAgreed={async () => {
          await refresh();
          close();
        }}
        onDeclined={close}
        back={close}
      />
    );
  }
  return (
    <Screen layout="top" title={say('identify.me.title')} back={{ onPress: () => go('/home') }}>
      {fault === null ? null : <FaultNotice code={fault} />}
      <div className={classes.me}>
        {who === null ? null : who.step === 'none' ? (
          <TileButton
            icon={IdCard}
            look="soft"
            title={say('identify.me.show')}
            line={say('identify.me.show.line')}
            onPress={() => go(identifyPlace(null))}
          />
        ) : (
          <>
            <PersonCard who={who} />
            <div className={classes.acts}>
              <TouchButton
                icon={<Undo2 aria-hidden />}
                onPress={() => attempt(async () => void (await core.identity.forget()))}
              >
                {say('identify.me.other')}
              </TouchButton>
              <TouchButton look="danger" icon={<Trash2 aria-hidden />} onPress={() => setErasing(true)}>
                {say('identify.me.erase')}
              </TouchButton>
            </div>
          </>
        )}
        <h2>{say('identify.me.consents')}</h2>
        <PagedList
          label={say('identify.me.consents')}
          items={consents?.items ?? []}
          keyOf={({ purpose }) => purpose}
          render={(item) => (
            <div className={classes.consent}>
              <span className={classes.mark} data-given={item.given !== null || undefined}>
                {item.given === null ? <Minus aria-hidden /> : <Check aria-hidden />}
              </span>
              <span>
                <b>{item.title}</b>
                <small>{say(item.given === null ? 'identify.me.notGiven' : 'identify.me.given')}</small>
              </span>
              {item.given === null ? (
                <TouchButton onPress={() => setReading(item.purpose)}>{say('identify.me.read')}</TouchButton>
              ) : (
                <TouchButton onPress={() => withdraw(item)}>{say('identify.me.withdraw')}</TouchButton>
              )}
            </div>
          )}
        />
      </div>
      <SureDialog
        isOpen={isErasing}
        title={say('identify.erase.title')}
        text={say('identify.erase.text')}
        yes={{ label: say('identify.erase.yes'), look: 'danger', onPress: eraseAll }}
        no={{ label: say('identify.erase.no'), onPress: () => setErasing(false) }}
      />
    </Screen>
  );
}
