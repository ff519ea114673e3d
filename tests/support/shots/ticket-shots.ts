import type { Ticket } from '../../../shared/contract/index.ts';
import type { FakeCore } from '../fake-core.ts';
import { at, type Shot } from './shot.ts';

const withTicket =
  (change: Partial<Ticket> = {}) =>
  (core: FakeCore): void => {
    core.state.queueNews = { called: 27, waiting: 8, calls: 27 };
    core.state.ticket = {
      number: 36,
      service: 'counter',
      state: 'waiting',
      takenAt: Date.UTC(2026, 10, 23, 2, 35),
      waitingBefore: 8,
      estimateMinutes: 45,
      ...change,
    };
  };

const untilTaken: Shot['act'] = async (page) => {
  await page.getByRole('button', { name: /In phiếu|Print the slip/ }).waitFor();
};

const isCalling = (core: FakeCore): void => {
  core.state.queueNews = { called: 127, waiting: 8, calls: 127 };
};

/** Taking a queue number, and the number that is called. */
export const ticketShots: readonly Shot[] = [
  { name: 'ticket-take', session: at('/ticket') },
  {
    name: 'ticket-take-two',
    session: at('/ticket'),
    prepare: (core) => {
      core.state.kiosk = {
        ...core.state.kiosk,
        tickets: [
          { id: 'submit', vi: 'Nộp hồ sơ mới', en: 'Hand in a new dossier' },
          { id: 'collect', vi: 'Nhận kết quả', en: 'Collect a result' },
        ],
      };
    },
  },
  { name: 'ticket-taken', session: at('/ticket'), prepare: withTicket(), act: untilTaken },
  {
    name: 'ticket-next',
    session: at('/ticket'),
    prepare: withTicket({ state: 'called', waitingBefore: 0, estimateMinutes: null }),
    act: untilTaken,
  },
  { name: 'ticket-called-attract', prepare: isCalling },
  { name: 'ticket-called-home', session: at('/home'), prepare: isCalling },
];
