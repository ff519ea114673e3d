import { Ban, Eye, IdCard, Nfc, PenLine, ScrollText, Trash2, UserRound, UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { DataRequest, DataRequestKind } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useGo } from '../../client/index.ts';
import { AskOne } from '../../components/ask-one.tsx';
import { Pages } from '../../components/pages.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import staffClasses from '../staff.module.css';

const kinds = [
  { kind: 'see', icon: Eye },
  { kind: 'correct', icon: PenLine },
  { kind: 'restrict', icon: Ban },
  { kind: 'delete', icon: Trash2 },
] as const;

const checks = [
  { check: 'card-in-hand', icon: IdCard },
  { check: 'chip', icon: Nfc },
  { check: 'authority-paper', icon: ScrollText },
] as const;

const steps = ['kind', 'checked', 'name', 'number', 'phone', 'wish', 'others'] as const;

interface Draft {
  readonly kind: DataRequestKind;
  readonly checkedBy: DataRequest['checkedBy'];
  readonly name: string;
  readonly number: string;
  readonly phone: string;
  readonly wish: string;
}

const emptyDraft: Draft = {
  kind: 'see',
  checkedBy: 'card-in-hand',
  name: '',
  number: '',
  phone: '',
  wish: '',
};

/** A new request, one question on each screen, as the officer asks them. */
export function TakeScreen() {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [index, setIndex] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const step = steps[index] ?? 'kind';

  function move(by: 1 | -1): void {
    setProblem(null);
    if (index + by < 0) void go('/staff/data');
    else setIndex(index + by);
  }

  function put(change: Partial<Draft>): void {
    setDraft({ ...draft, ...change });
    setProblem(null);
  }

  function wrongOf(asked: 'name' | 'number' | 'phone' | 'wish'): string | null {
    if (asked === 'name' && draft.name.trim().length < 2) return say('staff.name.short');
    if (asked === 'number' && !/^\d{12}$/.test(digitsOf(draft.number)))
      return say('personaldata.take.number.wrong');
    const phone = digitsOf(draft.phone);
    if (asked === 'phone' && phone !== '' && !/^0\d{9,10}$/.test(phone))
      return say('personaldata.take.phone.wrong');
    return null;
  }

  const take = (viaOthers: boolean): Promise<boolean> =>
    attempt(async () => {
      const phone = digitsOf(draft.phone);
      const { requestId } = await core.personalData.take({
        kind: draft.kind,
        fullName: draft.name.trim(),
        idNumber: digitsOf(draft.number),
        phone: phone === '' ? null : phone,
        wish: draft.wish.trim(),
        viaOthers,
        checkedBy: draft.checkedBy,
      });
      await go(`/staff/data/${requestId}`);
    });

  if (step === 'kind') {
    return (
      <Screen layout="top" title={say('personaldata.take.kind')} back={{ onPress: () => move(-1) }}>
        <Pages label={say('personaldata.take.kind')}>
          <div className={staffClasses.tiles}>
            {kinds.map(({ kind, icon }) => (
              <TileButton
                key={kind}
                icon={icon}
                title={say(`personaldata.kind.${kind}`)}
                line={say(`personaldata.kind.${kind}.line`)}
                onPress={() => {
                  put({ kind });
                  move(1);
                }}
              />
            ))}
          </div>
        </Pages>
      </Screen>
    );
  }
  if (step === 'checked') {
    return (
      <Screen layout="top" title={say('personaldata.take.checked')} back={{ onPress: () => move(-1) }}>
        <Pages label={say('personaldata.take.checked')}>
          <div className={staffClasses.tiles}>
            {checks.map(({ check, icon }) => (
              <TileButton
                key={check}
                icon={icon}
                title={say(`personaldata.checked.${check}`)}
                onPress={() => {
                  put({ checkedBy: check });
                  move(1);
                }}
              />
            ))}
          </div>
        </Pages>
      </Screen>
    );
  }
  if (step === 'others') {
    return (
      <Screen layout="top" title={say('personaldata.take.others')} back={{ onPress: () => move(-1) }}>
        <Pages label={say('personaldata.take.others')}>
          <div className={staffClasses.tiles}>
            <TileButton
              icon={UserRound}
              title={say('personaldata.take.others.no')}
              onPress={() => take(false)}
            />
            <TileButton
              icon={UsersRound}
              title={say('personaldata.take.others.yes')}
              onPress={() => take(true)}
            />
          </div>
        </Pages>
      </Screen>
    );
  }
  const fieldKinds = { name: 'name', number: 'id-number', phone: 'phone', wish: 'note' } as const;
  return (
    <AskOne
      key={step}
      title={say(`personaldata.take.${step}`)}
      lead={say(`personaldata.take.${step}.lead`)}
      kind={fieldKinds[step]}
      value={draft[step]}
      onChange={(value) => put({ [step]: value })}
      problem={problem}
      onBack={() => move(-1)}
      onNext={() => {
        const wrong = wrongOf(step);
        if (wrong === null) move(1);
        else setProblem(wrong);
      }}
    />
  );
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
