import type { FeeClaim } from '../dossier/manifest.ts';
import type { FeeLine } from '../procedure/index.ts';
import { reckonFee } from './fee.ts';

/**
 * What the fee comes to, and what the person must say for it: how many cases or cards, how many pages and copies. Null
 * where the catalogue does not know the amount or has a line for some cases only: an officer says it. A claimed
 * exemption takes nothing off here.
 */
export function reckonLines(
  lines: readonly FeeLine[],
  basis: FeeClaim['basis'],
): { readonly amountVnd: number | null; readonly asks: 'nothing' | 'count' | 'pages' } {
  const priced = lines.filter(({ amount }) => amount.kind !== 'free');
  const [only, ...others] = priced;
  if (only === undefined) return { amountVnd: lines.length === 0 ? null : 0, asks: 'nothing' };
  if (others.length > 0 || only.appliesTo !== null || only.amount.kind !== 'amount')
    return { amountVnd: null, asks: 'nothing' };
  const isPaged = only.tiers.length > 0;
  const papers = basis === undefined || basis.papers.length === 0 ? null : basis.papers;
  const reckoned = reckonFee([
    {
      line: only,
      count: isPaged ? null : (basis?.count ?? 1),
      papers: isPaged ? papers : null,
      exemption: { kind: 'none' },
    },
  ]);
  return {
    amountVnd: reckoned.kind === 'known' ? reckoned.dueVnd : null,
    asks: isPaged ? 'pages' : only.per?.kind === 'text' ? 'count' : 'nothing',
  };
}
