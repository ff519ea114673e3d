import type { KioskEvent } from '../../../shared/contract/index.ts';
import { type Fake, os, refuse } from './fake.ts';
import { openSession } from './state.ts';

/** The kiosk itself, the visit, and setting the kiosk up. */
export function visitCalls({ state, calls, setSession, changeOpen, listeners, presentState }: Fake) {
  return {
    system: {
      hello: os.system.hello.handler(() => state.kiosk),
      painted: os.system.painted.handler(() => ({ at: Date.now() })),
      events: os.system.events.handler(async function* ({ signal }) {
        const waiting: KioskEvent[] = [...presentState()];
        let wake: () => void = () => {};
        const listen = (event: KioskEvent): void => {
          waiting.push(event);
          wake();
        };
        listeners.add(listen);
        signal?.addEventListener('abort', () => wake());
        try {
          while (!signal?.aborted) {
            const event = waiting.shift();
            if (event) yield event;
            else await new Promise<void>((resolve) => (wake = resolve));
          }
        } finally {
          listeners.delete(listen);
        }
      }),
    },
    session: {
      begin: os.session.begin.handler(({ input }) => {
        calls.push('session.begin');
        return setSession(openSession('/home', { reading: input.reading }));
      }),
      touch: os.session.touch.handler(() => changeOpen({ idleQuestion: null })),
      go: os.session.go.handler(({ input }) => {
        calls.push(`session.go ${input.place}`);
        return changeOpen({ place: input.place });
      }),
      read: os.session.read.handler(({ input }) => {
        calls.push('session.read');
        return changeOpen({ reading: input.reading });
      }),
      end: os.session.end.handler(() => {
        calls.push('session.end');
        return setSession({ kind: 'none' });
      }),
    },
    setUp: {
      save: os.setUp.save.handler(() => {
        calls.push('setUp.save');
        return state.setUp;
      }),
    },
    dock: {
      state: os.dock.state.handler(() => state.dock),
      play: os.dock.play.handler(({ input }) => {
        calls.push(`dock.play ${input.kind}`);
        if (input.kind === 'network') state.dock = { ...state.dock, network: input.network };
        if (input.kind === 'portal') state.dock = { ...state.dock, portal: input.portal };
        if (input.kind === 'clock') state.dock = { ...state.dock, clockShiftMinutes: input.shiftMinutes };
        return state.dock;
      }),
    },
    staff: {
      callHelp: os.staff.callHelp.handler(() => changeOpen({ isCalling: true })),
      endCall: os.staff.endCall.handler(() => changeOpen({ isCalling: false })),
      door: os.staff.door.handler(() => state.staffDoor),
      checkFirst: os.staff.checkFirst.handler(() => state.staffDoor),
      makeFirst: os.staff.makeFirst.handler(() => state.staffDoor),
      signIn: os.staff.signIn.handler(({ errors }) => refuse(errors.STAFF_PIN_WRONG)),
      handBack: os.staff.handBack.handler(() => changeOpen({ officer: null, role: 'citizen' })),
      changePin: os.staff.changePin.handler(() => ({ done: true as const })),
      accounts: os.staff.accounts.handler(() => [...state.staffAccounts]),
      makeAccount: os.staff.makeAccount.handler(() => [...state.staffAccounts]),
      setPin: os.staff.setPin.handler(() => [...state.staffAccounts]),
      bindCard: os.staff.bindCard.handler(() => [...state.staffAccounts]),
      closeAccount: os.staff.closeAccount.handler(() => [...state.staffAccounts]),
    },
  };
}
