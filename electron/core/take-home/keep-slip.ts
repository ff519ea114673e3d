import { assertDefined } from '../../../shared/assert.ts';
import type { KioskConfig } from '../../../shared/config/index.ts';
import type { Language, Suspended } from '../../../shared/contract/index.ts';
import { keptCodeQr, readKeptCode } from '../../../shared/dossier/kept-code.ts';
import { clockTime, dayOf, type Say } from '../../../shared/words/index.ts';
import type { KeepContent } from './keep-drawing.ts';

/** What stands on the slip of a kept form. `say` speaks the area `keepslip`. */
export function makeKeepSlip(input: {
  readonly say: Say;
  readonly language: Language;
  readonly kept: Suspended;
  readonly office: KioskConfig['office'];
  readonly kioskId: string;
  readonly nowMs: number;
}): KeepContent {
  const { say, language, kept, office, nowMs } = input;
  const code = assertDefined(readKeptCode(kept.code) ?? undefined, 'a code of a kept form');
  return {
    language,
    office: [office.name, `${office.place} · ${office.counter}`],
    heading: say('keepslip.heading'),
    codeLabel: say('keepslip.code'),
    code: kept.code,
    until: say('keepslip.until', { date: dayOf(language, kept.keptUntil) }),
    stepsHeading: say('keepslip.steps'),
    steps: [
      say('keepslip.step.place', { counter: office.counter, kiosk: input.kioskId }),
      say('keepslip.step.open'),
      say('keepslip.step.code'),
      say('keepslip.step.number'),
    ],
    notes: [
      say('keepslip.note.erased'),
      say('keepslip.note.safe'),
      say('keepslip.note.printed', { time: clockTime(nowMs), date: dayOf(language, nowMs) }),
    ],
    qrText: keptCodeQr(code),
  };
}
