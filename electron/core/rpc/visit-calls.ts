import { decodeShownCode } from '../devices/index.ts';
import type { Services } from '../services.ts';
import { guarded } from './guard.ts';

/** Visit, person, sign-in and what was agreed to. */
export function visitCalls(services: () => Services) {
  return {
    session: {
      begin: guarded.session.begin.handler(({ input }) => services().sessions.begin(input.reading)),
      touch: guarded.session.touch.handler(() => services().sessions.touch()),
      go: guarded.session.go.handler(({ input }) => services().sessions.go(input.place)),
      read: guarded.session.read.handler(({ input }) => services().sessions.read(input.reading)),
      end: guarded.session.end.handler(() => services().sessions.end('citizen')),
    },
    identity: {
      state: guarded.identity.state.handler(() => services().identities.state()),
      showCode: guarded.identity.showCode.handler(({ input }) => {
        const code = decodeShownCode(input);
        return services().staff.takesCode(code)
          ? services().identities.state()
          : services().identities.showCode(code);
      }),
      confirm: guarded.identity.confirm.handler(() => services().identities.confirm()),
      declare: guarded.identity.declare.handler(({ input }) => services().identities.declare(input)),
      forget: guarded.identity.forget.handler(() => services().identities.forget()),
    },
    consent: {
      list: guarded.consent.list.handler(() => services().consents.list()),
      give: guarded.consent.give.handler(({ input }) => services().consents.give(input)),
      withdraw: guarded.consent.withdraw.handler(({ input }) => services().consents.withdraw(input.purpose)),
    },
    signIn: {
      offer: guarded.signIn.offer.handler(() => services().signIns.offer()),
      start: guarded.signIn.start.handler(() => services().signIns.start()),
      state: guarded.signIn.state.handler(() => services().signIns.state()),
      cancel: guarded.signIn.cancel.handler(() => services().signIns.cancel()),
    },
    registration: {
      state: guarded.registration.state.handler(() => services().registrations.state()),
      start: guarded.registration.start.handler(({ input }) => services().registrations.start(input)),
      resend: guarded.registration.resend.handler(() => services().registrations.resend()),
      confirm: guarded.registration.confirm.handler(({ input }) =>
        services().registrations.confirm(input.code),
      ),
      cancel: guarded.registration.cancel.handler(() => services().registrations.cancel()),
    },
    suspend: {
      offer: guarded.suspend.offer.handler(() => services().suspensions.offer()),
      keep: guarded.suspend.keep.handler(({ input }) => services().suspensions.keep(input)),
      kept: guarded.suspend.kept.handler(() => services().suspensions.kept()),
      print: guarded.suspend.print.handler(({ input }) => services().suspensions.print(input.paper)),
      resume: guarded.suspend.resume.handler(({ input }) => services().suspensions.resume(input)),
    },
    rating: {
      state: guarded.rating.state.handler(() => services().ratings.state()),
      give: guarded.rating.give.handler(({ input }) => services().ratings.give(input.score)),
    },
  };
}
