import { createDemoWorld, type DemoWorld } from '../../electron/core/demo/index.ts';
import type { ReferencePortal } from '../portal/reference-portal.ts';

/** The demo's outside world with this portal, which takes the kiosk in, and without any device. */
export function portalWorld(portal: { readonly adminAddress: string }): DemoWorld {
  return createDemoWorld({
    address: portal.adminAddress,
    reader: { start: () => {}, stop: async () => {}, show: () => {} },
    papers: { prepare: async () => {}, load: async () => {} },
    clockShift: { minutes: () => 0, shiftTo: () => {} },
  });
}

/** The next dossier is not taken, in these words of the portal. */
export async function refuseOnce(portal: Pick<ReferencePortal, 'misbehave'>, reason: string): Promise<void> {
  await portal.misbehave({
    kind: 'refuse',
    call: 'createDossier',
    code: 'CONTENT_REFUSED',
    status: 422,
    data: { reasons: [reason] },
    times: 1,
  });
}
