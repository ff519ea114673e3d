import { type Channel, type Fee, isUnknown, type Procedure } from './model.ts';

export type FeeAmount =
  | { readonly kind: 'free' }
  | {
      readonly kind: 'amount';
      readonly vnd: number;
      readonly usualVnd: number | null;
      readonly until: string | null;
    }
  | {
      readonly kind: 'ask-staff';
      readonly because: 'set-by-province' | 'see-fee-law' | 'not-printed' | 'conflict';
    };

/** What stands beside the amount: never absent, because an amount without its exemptions misleads. */
export type Exemptions =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'ask-staff' }
  | { readonly kind: 'not-needed' };

export interface FeeLine {
  readonly appliesTo: string | null;
  readonly amount: FeeAmount;
  /** What the amount is for; `ask-staff` when the page prints a bare number. */
  readonly per: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'ask-staff' } | null;
  readonly tiers: readonly {
    readonly fromPage: number;
    readonly toPage: number | null;
    readonly vnd: number;
  }[];
  readonly maxPerCopyVnd: number | null;
  readonly exemptions: Exemptions;
  readonly note: string | null;
}

/** The fee as it may be shown for one channel on one day (`today` as yyyy-mm-dd); empty when the page has no row. */
export function feeLines(procedure: Procedure, channel: Channel, today: string): readonly FeeLine[] {
  return procedure.fees.filter((fee) => fee.channel === channel).map((fee) => feeLine(fee, today));
}

function feeLine(fee: Fee, today: string): FeeLine {
  return {
    appliesTo: fee.appliesTo,
    amount: amountOn(fee, today),
    per:
      fee.per === null ? null : isUnknown(fee.per) ? { kind: 'ask-staff' } : { kind: 'text', text: fee.per },
    tiers: fee.tiers ?? [],
    maxPerCopyVnd: fee.maxPerCopyVnd ?? null,
    exemptions: exemptionsOf(fee),
    note: fee.note,
  };
}

function amountOn(fee: Fee, today: string): FeeAmount {
  if ('unknown' in fee.amount) return { kind: 'ask-staff', because: fee.amount.because };
  const usual = fee.amount.vnd;
  const reduced = fee.temporary;
  // Dates of the form yyyy-mm-dd order as text.
  if (reduced !== undefined && reduced.validFrom <= today && today <= reduced.validUntil) {
    return { kind: 'amount', vnd: reduced.vnd, usualVnd: usual, until: reduced.validUntil };
  }
  return usual === 0 ? { kind: 'free' } : { kind: 'amount', vnd: usual, usualVnd: null, until: null };
}

function exemptionsOf(fee: Fee): Exemptions {
  if (typeof fee.exemptions === 'string') return { kind: 'text', text: fee.exemptions };
  if (fee.exemptions === null && 'vnd' in fee.amount && fee.amount.vnd === 0) return { kind: 'not-needed' };
  return { kind: 'ask-staff' };
}

/**
 * Price of certified copies in đồng: each copy is counted by its pages and capped (2.000815: 2.000 đ a page, from the
 * third page 1.000 đ, at most 200.000 đ a copy). Null when the line is not priced by the page.
 */
export function pagedFeeVnd(
  line: FeeLine,
  order: { readonly pages: number; readonly copies: number },
): number | null {
  if (line.tiers.length === 0 || line.amount.kind !== 'amount') return null;
  let perCopy = 0;
  for (const tier of line.tiers) {
    const last = Math.min(order.pages, tier.toPage ?? order.pages);
    perCopy += Math.max(0, last - tier.fromPage + 1) * tier.vnd;
  }
  if (line.maxPerCopyVnd !== null) perCopy = Math.min(perCopy, line.maxPerCopyVnd);
  return perCopy * order.copies;
}
