import type { Services } from '../services.ts';
import { guarded } from './guard.ts';

/** Self-tests and the technician's page. */
export function machineCalls(services: () => Services) {
  return {
    readiness: {
      view: guarded.readiness.view.handler(() => services().readiness.view()),
      tests: guarded.readiness.tests.handler(() => services().readiness.tests()),
      printLetters: guarded.readiness.printLetters.handler(({ input }) =>
        services().readiness.printLetters(input.paper),
      ),
      scanBlank: guarded.readiness.scanBlank.handler(() => services().readiness.scanBlank()),
      awaitCard: guarded.readiness.awaitCard.handler(({ input }) =>
        services().readiness.awaitCard(input.isAwaited),
      ),
      judge: guarded.readiness.judge.handler(({ input }) => services().readiness.judge(input)),
      print: guarded.readiness.print.handler(() => services().readiness.print()),
    },
    technician: {
      view: guarded.technician.view.handler(() => services().technician.view()),
      exportLogs: guarded.technician.exportLogs.handler(() => services().technician.exportLogs()),
      exportAudit: guarded.technician.exportAudit.handler(() => services().technician.exportAudit()),
      packages: guarded.technician.packages.handler(() => services().technician.packages()),
      lookAtPackage: guarded.technician.lookAtPackage.handler(({ input }) =>
        services().technician.lookAtPackage(input.file),
      ),
      importPackage: guarded.technician.importPackage.handler(({ input }) =>
        services().technician.importPackage(input.file),
      ),
      leave: guarded.technician.leave.handler(({ input }) => services().technician.leave(input.how)),
    },
  };
}
