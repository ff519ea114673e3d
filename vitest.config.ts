import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Every process of the tests compiles the same files; what one has compiled the others take over.
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, '.cache/compiled');

const screenProject = { globalSetup: ['tests/support/built.ts', 'tests/support/display.ts'] };

/**
 * One runner for every test, so that there is one report and one total. Each folder is a project with its own needs;
 * the groups run one after the other, so that the quick ones speak first. Windows never compete with the rest, and both
 * shells share one group, so that no worker waits for the last file of the other.
 */
export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          // No unit test leaves anything behind in a module: reading every module once is two thirds of the time.
          isolate: false,
          maxWorkers: 2,
          name: 'unit',
          include: [
            '{shared,electron,renderer}/**/*.test.{ts,tsx}',
            'tests/{simulators,portal,support}/**/*.test.ts',
          ],
          setupFiles: ['tests/support/fuzz-seed.ts'],
          testTimeout: 20_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          // Most of their time is waiting for disks, devices and limits.
          maxWorkers: 4,
          name: 'integration',
          globalSetup: ['tests/support/built.ts'],
          include: ['tests/integration/**/*.test.ts'],
          setupFiles: ['tests/support/fuzz-seed.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          maxWorkers: 4,
          name: 'faults',
          globalSetup: ['tests/support/built.ts'],
          include: ['tests/faults/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...screenProject,
          // Every file has a kiosk, a browser and a data folder of its own. Three at a time, because the long ones wait for
          // half of their time until something that hangs is given up.
          maxWorkers: 3,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 4 },
        },
      },
      {
        test: {
          // Half of their time is waiting for a crashed or hung part to come back.
          globalSetup: ['tests/support/built.ts'],
          setupFiles: ['tests/support/own-display.ts'],
          maxWorkers: 3,
          name: 'electron',
          include: ['tests/electron/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
