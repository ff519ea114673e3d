import path from 'node:path';
import { createPaperWorkshop, type PaperWorkshop } from '../../electron/core/papers/index.ts';
import type { Clock } from '../../shared/clock.ts';
import { systemClock } from '../../shared/clock.ts';
import { builtThreads } from './built.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The paper workshop with its real thread and the thresholds that ship; the caller closes it. */
export function openPapers(
  given: { readonly clock?: Clock; readonly workerPath?: string; readonly maxUnpackedBytes?: number } = {},
): { readonly workshop: PaperWorkshop } {
  const { clock = systemClock, maxUnpackedBytes = 50_000_000 } = given;
  const workshop = createPaperWorkshop({
    workerPath: given.workerPath ?? builtThreads.papers,
    resourcesDir: path.join(root, 'resources'),
    clock,
    broughtLimits: { maxBytes: 19_000_000, maxUnpackedBytes },
  });
  return { workshop };
}
