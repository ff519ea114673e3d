import type { PinHash } from './pin.ts';

/** The demo's ready supervisor; README and dock tell the PIN (258046). The hash was made beforehand: no start waits. */
export const demoSupervisor: { readonly name: string; readonly pin: PinHash } = {
  name: 'Trần Thị Bình',
  pin: {
    salt: Buffer.from('mot-cua-demo-pin'),
    hash: Buffer.from('54899681440272e5372c27353fb6783d97b11380053ee351ade63eab16567398', 'hex'),
    cost: 32_768,
  },
};
