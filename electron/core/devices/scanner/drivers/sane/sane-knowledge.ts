import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { type ColourMode, colourModes, type PaperSource, paperSources } from '../../scanner.port.ts';

const pattern = z.string().transform((text) => new RegExp(text, 'i'));

const fileSchema = z.object({
  /** Cameras and the like: back ends whose devices have no paper. */
  notScanners: z.array(z.string()),
  /** Back ends that reach what our own eSCL driver reaches too. */
  networkBackends: z.array(z.string()),
  serials: z.array(z.object({ backend: z.string(), pattern })),
  sources: z.array(z.object({ pattern, source: z.enum(paperSources).nullable() })),
  modes: z.array(z.object({ pattern, mode: z.enum(colourModes) })),
});

/** What vendors call things (resources/devices/scanners/sane.json): the first pattern that fits decides. */
export interface SaneKnowledge {
  readonly notScanners: readonly string[];
  readonly networkBackends: readonly string[];
  sourceOf(vendorName: string): PaperSource | null;
  modeOf(vendorName: string): ColourMode | null;
  /** The serial number that some back ends put into the device's name. */
  serialOf(deviceName: string): string | null;
}

export function readSaneKnowledge(resourcesDir: string): SaneKnowledge {
  const text = readFileSync(path.join(resourcesDir, 'devices/scanners/sane.json'), 'utf8');
  const known = fileSchema.parse(JSON.parse(text));
  return {
    notScanners: known.notScanners,
    networkBackends: known.networkBackends,
    sourceOf: (name) => known.sources.find((one) => one.pattern.test(name))?.source ?? null,
    modeOf: (name) => known.modes.find((one) => one.pattern.test(name))?.mode ?? null,
    serialOf(name) {
      // A scanner shared by saned stands behind "net:host:".
      const local = name.replace(/^net:[^:]+:/, '');
      const backend = local.split(':')[0];
      const rule = known.serials.find((one) => one.backend === backend);
      return rule?.pattern.exec(local)?.[1] ?? null;
    },
  };
}
