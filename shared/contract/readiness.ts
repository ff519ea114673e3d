import * as z from 'zod';
import { printerFaultCodes } from '../faults/index.ts';
import { otherCodes } from '../identity/index.ts';
import { call, faultCodeSchema, type Role } from './call.ts';

/** Whoever of the staff is signed in. */
const officers: readonly Role[] = ['staff', 'supervisor', 'technician'];

/** What the kiosk needs for a day's work, in the order of the health screen. */
export const readinessParts = [
  'printer-a4',
  'printer-slip',
  'scanner',
  'reader',
  'network',
  'queue',
  'storage',
  'clock',
  'key',
  'catalogue',
] as const;
export type ReadinessPart = (typeof readinessParts)[number];

export const readinessLevels = ['works', 'limited', 'broken'] as const;
export type ReadinessLevel = (typeof readinessLevels)[number];

/** The sentences of the rows: `health.says.<id>`. Those with a fault begin with what the fault itself says. */
export const readinessSays = [
  'printer.ready',
  'printer.warning',
  'printer.none',
  'printer.otherPaper',
  'printer.fault',
  'scanner.ready',
  'scanner.busy',
  'scanner.none',
  'scanner.absent',
  'scanner.recovering',
  'scanner.fault',
  'reader.ready',
  'reader.busy',
  'reader.absent',
  'reader.recovering',
  'reader.fault',
  'network.online',
  'network.unknown',
  'network.offline',
  'network.notEnrolled',
  'queue.empty',
  'queue.waiting',
  'queue.old',
  'queue.parked',
  'storage.room',
  'storage.low',
  'storage.full',
  'storage.unknown',
  'clock.right',
  'clock.unknown',
  'clock.off.late',
  'clock.off.early',
  'clock.wrong.late',
  'clock.wrong.early',
  'clock.implausible',
  'key.osStore',
  'key.file',
  'key.besideData',
  'catalogue.current',
  'catalogue.old',
  'catalogue.outdated',
] as const;
export type ReadinessSays = (typeof readinessSays)[number];

/** Why the road to the portal is shut, as far as an answer or its absence tells: `health.reason.<id>`. */
export const readinessReasons = [
  'name-unknown',
  'refused',
  'reset',
  'no-connection',
  'no-route',
  'captive',
  'redirect',
  'not-json',
  'not-http',
  'unsigned',
  'expired',
  'not-yet-valid',
  'wrong-host',
  'self-signed',
  'unknown-issuer',
  'revoked',
  'no-tls',
] as const;
export type ReadinessReason = (typeof readinessReasons)[number];

/** One row. `says` names its sentence (`health.says.<id>` with `values`); a fault adds what staff do about it. */
export const readinessRowSchema = z.object({
  part: z.enum(readinessParts),
  /** Which one, where there are several. */
  name: z.string().nullable(),
  level: z.enum(readinessLevels),
  says: z.enum(readinessSays),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  fault: faultCodeSchema.nullable(),
  reason: z.enum(readinessReasons).nullable(),
});
export type ReadinessRow = z.infer<typeof readinessRowSchema>;

export const readinessSchema = z.object({ checkedAtMs: z.number(), rows: z.array(readinessRowSchema) });
export type Readiness = z.infer<typeof readinessSchema>;

const streakSchema = z.object({
  tone: z.enum(['dark', 'light']),
  fromLeftMm: z.number(),
  widthMm: z.number(),
});

/** What the machine itself saw of a test; the person's verdict stands beside it. */
export const testFindingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('letters'), paper: z.enum(['a4', 'slip']), letters: z.number().int() }),
  z.object({
    kind: z.literal('scan'),
    scanner: z.string(),
    verdict: z.enum(['clean', 'streaks', 'dirt', 'not-blank']),
    streaks: z.array(streakSchema),
    spots: z.number().int(),
  }),
  /** Only which kind of code it was: nothing that stands on the card is kept. */
  z.object({
    kind: z.literal('card'),
    code: z.enum(['card-2021', 'card-2024', 'damaged', ...otherCodes]),
  }),
]);
export type TestFinding = z.infer<typeof testFindingSchema>;

export const selfTestSchema = z.object({
  testId: z.uuid(),
  startedAtMs: z.number(),
  /** The officer's name, while they have an account. */
  startedBy: z.string().nullable(),
  finding: testFindingSchema,
  verdict: z.enum(['good', 'bad']).nullable(),
  judgedAtMs: z.number().nullable(),
  judgedBy: z.string().nullable(),
});
export type SelfTest = z.infer<typeof selfTestSchema>;

export const selfTestsSchema = z.object({
  /** The newest first. */
  tests: z.array(selfTestSchema),
  /** A card is waited for. */
  isCardAwaited: z.boolean(),
});
export type SelfTests = z.infer<typeof selfTestsSchema>;

const printFaults = [
  ...printerFaultCodes,
  'PRINT_CANCELLED',
  'PAPER_FORM_FONT_MISSING',
  'PAPER_NOT_DRAWN',
] as const;

const scanFaults = [
  'SCANNER_NONE',
  'SCANNER_LOST',
  'SCANNER_BUSY',
  'SCANNER_JAM',
  'SCANNER_COVER_OPEN',
  'SCANNER_NO_PAPER',
  'SCANNER_IO',
  'SCANNER_ACCESS_DENIED',
  'SCANNER_NO_MEMORY',
  'SCANNER_UNABLE',
  'SCANNER_STOPPED',
  'SCANNER_SILENT',
  'SCANNER_ANSWER_INVALID',
  'SCANNER_CERTIFICATE_CHANGED',
  'SCANNER_RESTART_NEEDED',
  'SCANNER_SUPPORT_MISSING',
  'SCANNER_PAGE_BROKEN',
  'SCANNER_PAGE_TOO_LARGE',
  'INBOX_UNREACHABLE',
  'PAGE_PICTURE_TOO_LARGE',
  'PAGE_PICTURE_UNREADABLE',
  'PAGE_PICTURE_CUT_OFF',
  'PAGE_NOT_CHECKED',
] as const;

/** How the kiosk is this morning: each part in words, tests that a person judges, and a report to print. */
export const readinessContract = {
  /** Asks every device now. */
  view: call({ roles: officers, timeoutMs: 20_000 }).output(readinessSchema),
  tests: call({ roles: officers }).output(selfTestsSchema),
  /** Prints every letter of Vietnamese, Jrai and Bahnar; resolves when the printer has confirmed. */
  printLetters: call({
    roles: officers,
    faults: printFaults,
    timeoutMs: 120_000,
    audit: 'self-test-started',
  })
    .input(z.object({ paper: z.enum(['a4', 'slip']) }))
    .output(selfTestsSchema),
  /** Scans a sheet that should be blank and looks for streaks; the picture is not kept. */
  scanBlank: call({
    roles: officers,
    faults: scanFaults,
    timeoutMs: 120_000,
    audit: 'self-test-started',
  }).output(selfTestsSchema),
  /** The next code that is held before a reader is named, and nothing of it kept; false ends the waiting. */
  awaitCard: call({ roles: officers })
    .input(z.object({ isAwaited: z.boolean() }))
    .output(selfTestsSchema),
  judge: call({ roles: officers, faults: ['SELF_TEST_NONE'], audit: 'self-test-finished' })
    .input(z.object({ testId: z.uuid(), verdict: z.enum(['good', 'bad']) }))
    .output(selfTestsSchema),
  /** The start-of-day report, in Vietnamese, on A4. */
  print: call({
    roles: officers,
    faults: printFaults,
    timeoutMs: 120_000,
    audit: 'readiness-printed',
  }).output(z.object({ state: z.literal('printed') })),
};
