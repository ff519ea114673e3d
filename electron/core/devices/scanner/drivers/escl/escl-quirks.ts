import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const quirksSchema = z.strictObject({
  /** Without the port in Host, even the usual one, the request is refused (Epson). */
  portInHost: z.boolean().default(false),
  /** Only "localhost" is taken as Host (HP M630, M578). */
  localhostAsHost: z.boolean().default(false),
  /** 404 and 410 may mean "not yet": Xerox B205 always, Brother MFC-L2710DW when asked at once. */
  missingPageIsLate: z.boolean().default(false),
  /** Ending a job by DELETE does harm (Xerox). */
  leavesJobs: z.boolean().default(false),
  /** Wait between two pages (sane-airscan#39). */
  betweenPagesMs: z.number().int().min(0).max(10_000).default(0),
  /** How long the scanner may say "Processing" after the last page before the job is ended all the same. */
  settleMs: z.number().int().min(0).max(300_000).default(8_000),
});

/** What one model does otherwise than the standard says. */
export type EsclQuirks = z.infer<typeof quirksSchema>;

const fileSchema = z.object({
  models: z.array(z.looseObject({ match: z.string().transform((text) => new RegExp(text, 'i')) })),
});

/** Reads resources/devices/scanners/escl.json; what is told of a model adds up over the entries that fit it. */
export function readEsclQuirks(resourcesDir: string): (makeAndModel: string) => EsclQuirks {
  const text = readFileSync(path.join(resourcesDir, 'devices/scanners/escl.json'), 'utf8');
  const { models } = fileSchema.parse(JSON.parse(text));
  for (const { match: _, ...quirks } of models) quirksSchema.parse(quirks);
  return (makeAndModel) => {
    const fitting = models.filter(({ match }) => match.test(makeAndModel));
    return quirksSchema.parse(Object.assign({}, ...fitting.map(({ match: _, ...quirks }) => quirks)));
  };
}
