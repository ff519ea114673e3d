import { systemClock } from '../../shared/clock.ts';
import { openQueueDesk } from './queue-desk.ts';

/**
 * The queue as a program of its own, to be killed: goes on with a data folder until all is delivered. Every change of an
 * item is a line on standard output. It is slow enough to be met in the middle of files.
 */
const [address = '', dataDir = ''] = process.argv.slice(2);
const desk = await openQueueDesk(
  {
    portal: { address, issueEnrolmentCode: () => '' },
    dataDir,
    clock: systemClock,
    bandwidthBytesPerSecond: 2_000_000,
    onItem: (item) => process.stdout.write(`${item.dossierId} ${item.state} ${item.percent}\n`),
  },
  () => undefined,
);
desk.queue.start();
await desk.until(() => desk.queue.counts().waiting === 0);
await desk.close();
