import type { PostageTable } from '../../../shared/contract/index.ts';
import type { useStrings } from '../../strings/use-strings.ts';
import { dong } from '../pay/money.ts';

/** What the post costs from this office and who pays it, as far as the office has entered it. */
export function postageWords(say: ReturnType<typeof useStrings>, table: PostageTable | null): string {
  if (table === null) return say('post.cost.ask');
  const price = (vnd: number | null): string =>
    vnd === null ? say('post.cost.askShort') : say('post.cost.amount', { amount: dong(vnd) });
  return say('post.cost', {
    commune: price(table.commune),
    province: price(table.province),
    elsewhere: price(table.elsewhere),
    payer: say(`post.payer.${table.payer}`),
  });
}
