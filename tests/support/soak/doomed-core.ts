import { runCore } from '../../../electron/core/run-core.ts';

/** The core as a process that ends like a kiosk whose plug is pulled at the n-th time that it comes to a named point. */
const [point = '', times = '1'] = (process.env.KIOSK_DIES_AT ?? '').split(' ');
let left = Number(times);
void runCore({
  reached(here) {
    if (here !== point) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  },
});
