import { createDemoWorld, type DemoWorld } from '../../electron/core/demo/index.ts';

/** The demo's outside world with this portal, which takes the kiosk in, and without any device. */
export function portalWorld(portal: { readonly adminAddress: string }): DemoWorld {
  return createDemoWorld({
    address: portal.adminAddress,
    reader: { start: () => {}, stop: async () => {}, show: () => {} },
    papers: { prepare: async () => {}, load: async () => {} },
    clockShift: { minutes: () => 0, shiftTo: () => {} },
  });
}
