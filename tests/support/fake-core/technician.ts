import { type Fake, os, refuse } from './fake.ts';

/** The state of the devices and the work of the technician. */
export function technicianCalls({ state }: Fake) {
  return {
    readiness: {
      view: os.readiness.view.handler(() => state.readiness),
      tests: os.readiness.tests.handler(() => state.selfTests),
      printLetters: os.readiness.printLetters.handler(() => state.selfTests),
      scanBlank: os.readiness.scanBlank.handler(() => state.selfTests),
      awaitCard: os.readiness.awaitCard.handler(() => state.selfTests),
      judge: os.readiness.judge.handler(() => state.selfTests),
      print: os.readiness.print.handler(() => ({ state: 'printed' as const })),
    },
    technician: {
      view: os.technician.view.handler(() => state.technician),
      exportLogs: os.technician.exportLogs.handler(() => ({
        file: 'logs.ndjson',
        lines: 1_204,
        withheld: 2,
      })),
      exportAudit: os.technician.exportAudit.handler(() => ({
        file: 'audit.ndjson',
        events: 3_310,
        isWhole: true,
        firstBadSeq: null,
      })),
      packages: os.technician.packages.handler(() => state.packages),
      lookAtPackage: os.technician.lookAtPackage.handler(({ errors }) =>
        refuse(errors.CATALOGUE_PACKAGE_SIGNATURE),
      ),
      importPackage: os.technician.importPackage.handler(() => state.packages),
      leave: os.technician.leave.handler(({ input }) => ({ how: input.how })),
    },
  };
}
