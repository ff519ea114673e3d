import { copyFile, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import type { SamplePaper } from '../../../../shared/contract/index.ts';

/** Lays the demo's papers of invented people into its inbox, as a person lays paper into a feeder. */
export interface SamplePapers {
  /** Makes the inbox where there is none yet: in the demo nobody else does. */
  prepare(): Promise<void>;
  /** Lays down one paper, behind those that lie there. */
  load(paper: SamplePaper): Promise<void>;
}

/** The pictures are resources/devices/scanners/samples; each gets a name that no other paper in the inbox has. */
export function createSamplePapers(deps: {
  readonly resourcesDir: string;
  readonly inbox: string;
}): SamplePapers {
  const samples = path.join(deps.resourcesDir, 'devices/scanners/samples');
  let laid = 0;
  async function prepare(): Promise<void> {
    await mkdir(deps.inbox, { recursive: true, mode: 0o700 });
  }
  return {
    prepare,
    async load(paper) {
      await prepare();
      laid += 1;
      const target = path.join(deps.inbox, `paper-${laid}.jpg`);
      // Under a name that no scan takes until it is whole.
      await copyFile(path.join(samples, `${paper}.jpg`), `${target}.part`);
      await rename(`${target}.part`, target);
    },
  };
}
