import * as z from 'zod';
import { printerFaultCodes } from '../faults/index.ts';
import { procedureCodeSchema } from '../procedure/index.ts';
import { call, everyone } from './call.ts';
import { answerSchema } from './procedures.ts';

/** One person's list is asked for by the procedure and the answers to its plain questions; nobody is named. */
const listInput = z.object({
  code: procedureCodeSchema,
  answers: z.record(z.string().max(60), answerSchema),
});

/** What can be carried away: on paper, or in the person's own phone. Nothing of it is kept or tells who asked. */
export const takeHomeContract = {
  /** Prints the personal list or the blank form. Resolves only when the printer has confirmed it. */
  print: call({
    roles: everyone,
    timeoutMs: 180_000,
    faults: [
      'PROCEDURE_UNKNOWN',
      ...printerFaultCodes,
      'PRINT_CANCELLED',
      'PAPER_FORM_FONT_MISSING',
      'PAPER_NOT_DRAWN',
      'FORM_FILE_INVALID',
    ],
    audit: 'take-home-printed',
  })
    .input(listInput.extend({ what: z.enum(['list', 'blank-form']), paper: z.enum(['a4', 'slip']) }))
    .output(z.object({ state: z.literal('printed'), copies: z.number().int() })),
  /** The list as plain text for a QR code that needs no network. */
  qr: call({ roles: everyone, faults: ['PROCEDURE_UNKNOWN'] })
    .input(listInput)
    .output(z.object({ text: z.string() })),
};
