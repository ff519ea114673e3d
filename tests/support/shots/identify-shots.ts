import type { Page } from 'playwright';
import type { SignInState } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import type { OtherCode } from '../../../shared/identity/index.ts';
import { type FakeCore, openSession, shippedConsents, shownPerson } from '../fake-core.ts';
import { at, type Shot } from './shot.ts';

/** Somebody has read what their details are used for. */
const told = (core: FakeCore): void => {
  const { session } = core.state;
  const language = session.kind === 'open' ? session.reading.language : 'vi';
  core.state.consents = shippedConsents(language, ['handle-dossier']);
  core.state.signInOffer = { signIn: 'offered', registration: 'offered' };
};

/** A form is open that can be put aside; nobody has shown a card. */
const keeps = (core: FakeCore, given: readonly string[]): void => {
  const { session } = core.state;
  const language = session.kind === 'open' ? session.reading.language : 'vi';
  core.state.consents = shippedConsents(language, given);
  core.state.keepOffer = { kind: 'offered', keptDays: 7, needsIdNumber: given.length > 0 };
};

const waiting: SignInState = {
  step: 'waiting',
  userCode: 'WDJB-MJHT',
  verificationUri: 'https://cong.example.vn/device',
  qrText: 'https://cong.example.vn/device?user_code=WDJB-MJHT',
  expiresInMs: 540_000,
  isRoadLost: false,
};

/** A code that came to nothing, shown once the screen stands. */
async function trouble(page: Page, core: FakeCore, fault: FaultCode, other: OtherCode | null): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  core.tellNews(fault, other);
  // The state of the network says itself to be a status too, above the screen.
  const main = page.getByRole('main');
  await main.getByRole('status').or(main.locator('dl')).first().waitFor();
}

/** Every screen on the way from "who are you" to the form, and of putting it aside. */
export const identifyShots: readonly Shot[] = [
  {
    name: 'identify-notice',
    session: at('/identify/1.001193'),
    prepare: (core) => {
      const { session } = core.state;
      core.state.consents = shippedConsents(session.kind === 'open' ? session.reading.language : 'vi');
    },
  },
  {
    name: 'identify-card-reach',
    session: (reading) => openSession('/identify/1.001193/card', { reading: { ...reading, reach: true } }),
    prepare: told,
  },
  { name: 'identify-card', session: at('/identify/1.001193/card'), prepare: told },
  {
    name: 'identify-boarding-pass',
    session: at('/identify/1.001193/card'),
    prepare: told,
    act: (page, core) => trouble(page, core, 'CODE_NOT_A_CARD', 'boarding-pass'),
  },
  {
    name: 'identify-card-lossy',
    session: at('/identify/1.001193/card'),
    prepare: told,
    act: (page, core) => trouble(page, core, 'CARD_LETTERS_LOST', null),
  },
  {
    name: 'identify-shown',
    session: at('/identify/1.001193/card'),
    prepare: (core) => {
      told(core);
      core.state.identity = {
        ...shownPerson,
        warnings: ['unknown_province_prefix'],
        person: {
          ...shownPerson.person,
          fullName: 'Công Tằng Tôn Nữ Nguyễn Phúc Quỳnh Hương Thảo Nguyên',
          residence: 'Số 12 đường Nguyễn Thị Minh Khai, Tổ dân phố 4, Xã Chư Păh, tỉnh Gia Lai',
        },
      };
    },
  },
  { name: 'identify-camera', session: at('/identify/1.001193/camera'), prepare: told },
  {
    name: 'identify-phone',
    session: at('/identify/1.001193/phone'),
    prepare: (core) => {
      told(core);
      core.state.signIn = waiting;
    },
  },
  {
    name: 'identify-phone-denied',
    session: at('/identify/1.001193/phone'),
    prepare: (core) => {
      told(core);
      core.state.signIn = { step: 'ended', fault: 'SIGN_IN_DENIED' };
    },
  },
  { name: 'identify-name', session: at('/identify/1.001193/name'), prepare: told },
  { name: 'identify-birth', session: at('/identify/1.001193/birth'), prepare: told },
  {
    name: 'identify-account-code',
    session: at('/identify/1.001193/account'),
    prepare: (core) => {
      told(core);
      core.state.registration = {
        step: 'code-sent',
        maskedPhone: '098•••••23',
        expiresInMs: 290_000,
        attemptsLeft: 5,
        resendsLeft: 2,
        mayResendInMs: 30_000,
      };
    },
  },
  { name: 'me-nobody', session: at('/me'), prepare: told },
  {
    name: 'me',
    session: at('/me'),
    prepare: (core) => {
      told(core);
      core.state.identity = { ...shownPerson, step: 'confirmed' };
    },
  },
  { name: 'keep-consent', session: at('/keep'), prepare: (core) => keeps(core, []) },
  {
    name: 'keep-number',
    session: at('/keep'),
    prepare: (core) => keeps(core, ['handle-dossier', 'keep-draft']),
  },
  {
    name: 'keep-now',
    session: at('/keep'),
    prepare: (core) => {
      keeps(core, ['handle-dossier', 'keep-draft']);
      core.state.keepOffer = { kind: 'offered', keptDays: 7, needsIdNumber: false };
    },
  },
  {
    name: 'keep-slip',
    session: at('/keep'),
    prepare: (core) => {
      told(core);
      core.state.kept = { code: 'UYUW-ZHBH', keptUntil: Date.UTC(2026, 10, 29, 10), keptDays: 7 };
    },
  },
  { name: 'resume-code', session: at('/resume') },
];
