import { copyFile, mkdir, readdir, rename } from 'node:fs/promises';
import path from 'node:path';

/** Lays the demo's papers of invented people into its inbox, as a person lays paper into a feeder. */
export interface SamplePapers {
  /** Makes the inbox where there is none yet: in the demo nobody else does. */
  prepare(): Promise<void>;
  /** Lays down all of them, or the first few; resolves with how many. */
  load(count?: number): Promise<number>;
}

/** The pictures are resources/devices/scanners/samples; each gets a name that no other paper in the inbox has. */
export function createSamplePapers(deps: {
  readonly resourcesDir: string;
  readonly inbox: string;
}): SamplePapers {
  const samples = path.join(deps.resourcesDir, 'devices/scanners/samples');
  let laid = 0;
  return {
    async prepare() {
      await mkdir(deps.inbox, { recursive: true, mode: 0o700 });
    },
    async load(count = Number.POSITIVE_INFINITY) {
      const names = (await readdir(samples)).filter((name) => name.endsWith('.jpg')).sort();
      const papers = names.slice(0, count);
      for (const name of papers) {
        laid += 1;
        const target = path.join(deps.inbox, `paper-${laid}${path.extname(name)}`);
        // Under a name that no scan takes until it is whole.
        await copyFile(path.join(samples, name), `${target}.part`);
        await rename(`${target}.part`, target);
      }
      return papers.length;
    },
  };
}
