import { defineConfig } from 'vitest/config';

const screenProject = { globalSetup: ['tests/support/display.ts'] };

/**
 * One runner for every test, so that there is one report and one total. Each folder is a project with its own needs;
 * the groups run one after the other, so that the quick ones speak first. Both shells are one group: what one waits for
 * (a crashed part to come back) is the other's time.
 */
export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
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
          include: ['tests/faults/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...screenProject,
          // Every file has a kiosk, a browser and a data folder of its own; much of it is waiting for what comes back.
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
