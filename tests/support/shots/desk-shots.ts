import { busyDesk, refusedDossier } from '../fake-core/desk-examples.ts';
import type { FakeCore } from '../fake-core.ts';
import type { Shot } from './shot.ts';
import { signedIn } from './staff-shots.ts';

const withDesk = (core: FakeCore): void => {
  core.state.desk = busyDesk;
};
const place = `/staff/desk/${refusedDossier.dossierId}`;

/** The officer's work list, one dossier with what can be done, and the register. */
export const deskShots: readonly Shot[] = [
  { name: 'desk-list', session: signedIn('/staff/desk'), prepare: withDesk },
  {
    name: 'desk-search',
    session: signedIn('/staff/desk'),
    prepare: withDesk,
    act: async (page) => {
      await page.getByRole('button', { name: /Tìm hồ sơ|Find a dossier/ }).click();
      await page.getByRole('textbox').fill('hoang yen vy');
    },
  },
  { name: 'desk-empty', session: signedIn('/staff/desk/supplement') },
  { name: 'desk-dossier', session: signedIn(place), prepare: withDesk },
  { name: 'desk-acts', session: signedIn(`${place}/acts`), prepare: withDesk },
  { name: 'desk-cancel', session: signedIn(`${place}/cancel`), prepare: withDesk },
  {
    name: 'desk-paper-sure',
    session: signedIn(`${place}/paper`),
    prepare: withDesk,
    act: async (page) => {
      await page.getByRole('button', { name: /Cổng dịch vụ công không nhận|portal does not take/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'desk-export', session: signedIn(`${place}/export`), prepare: withDesk },
  { name: 'desk-supplement', session: signedIn(`${place}/supplement-request`), prepare: withDesk },
  { name: 'desk-refusal', session: signedIn(`${place}/refusal`), prepare: withDesk },
  { name: 'desk-control-slip', session: signedIn(`${place}/control-slip`), prepare: withDesk },
  { name: 'desk-reception', session: signedIn('/staff/reception'), prepare: withDesk },
  { name: 'desk-register', session: signedIn('/staff/register'), prepare: withDesk },
];
