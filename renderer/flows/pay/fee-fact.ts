import type { FeeView } from '../../../shared/contract/index.ts';
import type { useStrings } from '../../strings/use-strings.ts';
import { dong } from './money.ts';

/** The fee in one line. */
export function feeFact(say: ReturnType<typeof useStrings>, fee: FeeView): string {
  const { state, owedVnd, heldVnd, spareVnd } = fee;
  if (state === 'unpaid' && fee.way === 'post' && fee.delivery === 'post')
    return say('pay.fact.postman', { amount: dong(owedVnd) });
  if (state === 'unpaid') return say('pay.fact.owed', { amount: dong(owedVnd) });
  if (state === 'claimed') return say('pay.fact.claimed');
  if (state === 'confirmed') return say('pay.fact.confirmed', { amount: dong(heldVnd) });
  const sums = { held: dong(heldVnd), spare: dong(spareVnd) };
  return say('pay.fact.other', { state: say(`pay.state.${state}`, sums) });
}
