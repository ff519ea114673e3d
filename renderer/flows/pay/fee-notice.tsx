import type { FeeView } from '../../../shared/contract/index.ts';
import { Notice, type NoticeTone } from '../../components/notice.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { dong } from './money.ts';

/** How the fee stands, in words; never more than is known. */
export function FeeNotice({ fee }: { readonly fee: FeeView }) {
  const say = useStrings();
  const sums = { held: dong(fee.heldVnd), spare: dong(fee.spareVnd) };
  if (fee.isCancelled) {
    return (
      <Notice
        tone={fee.spareVnd > 0 ? 'attention' : 'info'}
        title={say(fee.spareVnd > 0 ? 'pay.cancelled.back' : 'pay.cancelled', sums)}
      />
    );
  }
  return (
    <Notice tone={toneOf(fee)} title={say(`pay.state.${fee.state}`, sums)}>
      <p>{say(`pay.line.${fee.state}`, sums)}</p>
      {fee.exemption === 'none' ? null : <p>{say(`pay.exemption.${fee.exemption}`)}</p>}
    </Notice>
  );
}

function toneOf({ state }: FeeView): NoticeTone {
  switch (state) {
    case 'confirmed':
    case 'nothing-due':
    case 'refunded':
      return 'good';
    case 'too-little':
    case 'too-much':
    case 'twice':
    case 'after-time-out':
      return 'attention';
    default:
      return 'info';
  }
}
