import type { ShownCode } from '../../../../shared/contract/index.ts';
import { KioskFault } from '../../../../shared/faults/index.ts';
import { rawKeySchema } from '../../../../shared/identity/index.ts';
import { decodeKeys } from './drivers/keyboard-wedge.ts';

/**
 * The bytes of a code that the page got. Keys of a person raise KEYS_NOT_A_CODE; of several codes the last counts,
 * as it does at a reader.
 */
export function decodeShownCode(shown: ShownCode): Uint8Array {
  if (shown.from === 'camera') return new Uint8Array(Buffer.from(shown.bytes, 'base64'));
  const runs = decodeKeys(shown.keys.map((key) => rawKeySchema.parse(key)));
  const code = runs.findLast((run) => run.kind === 'code');
  if (code === undefined) throw new KioskFault('KEYS_NOT_A_CODE');
  return code.bytes;
}
