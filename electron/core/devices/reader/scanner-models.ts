import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { DeviceId } from '../device-id.ts';
import type { ReportLayout } from './hid-pos-report.ts';

const scannerFileSchema = z.object({
  makers: z.array(
    z.object({
      name: z.string(),
      vendorIds: z.array(z.string().regex(/^[0-9a-f]{4}$/)),
      reportLayout: z.enum(['aim', 'plain']).nullable(),
    }),
  ),
});

/** How each maker puts a code into a report; null where the code shows it by itself. */
export function readReportLayouts(resourcesDir: string): (id: DeviceId) => ReportLayout | null {
  const text = readFileSync(path.join(resourcesDir, 'devices/readers/scanners.json'), 'utf8');
  const { makers } = scannerFileSchema.parse(JSON.parse(text));
  const layouts = new Map(
    makers.flatMap((maker) =>
      maker.vendorIds.map((vendor) => [Number.parseInt(vendor, 16), maker.reportLayout]),
    ),
  );
  return ({ vendorId }) => layouts.get(vendorId) ?? null;
}
