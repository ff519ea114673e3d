import { systemClock } from '../../shared/clock.ts';
import { openQueueDesk } from './queue-desk.ts';

/**
 * The queue as a program of its own that dies like a kiosk whose plug is pulled: it goes on with a data folder and kills
 * itself at the n-th time that it comes to a named point. Ends in order when everything is delivered before that.
 */
const [address = '', dataDir = '', point = '', times = '1'] = process.argv.slice(2);
let left = Number(times);
const desk = await openQueueDesk(
  {
    portal: { address, issueEnrolmentCode: () => '' },
    dataDir,
    clock: systemClock,
    reached(reached) {
      if (reached !== point) return;
      left -= 1;
      if (left === 0) process.kill(process.pid, 'SIGKILL');
    },
  },
  () => undefined,
);
desk.queue.start();
await desk.until(() => desk.queue.counts().waiting === 0);
await desk.close();
