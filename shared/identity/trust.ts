/**
 * How far a person's details can be relied on, weakest first (FACTS "Identity card"): typed by hand, read from the
 * unsigned code of a card, read from its chip, proven genuine by its chip, vouched for by the portal's sign-in.
 */
export const trusts = ['declared', 'card-qr', 'chip-read', 'chip-verified', 'portal-verified'] as const;
export type Trust = (typeof trusts)[number];

/** A code can be copied and typing proves nothing: all but a proven chip and a sign-in ask the officer to look at the person. */
export function needsStaffCheck(trust: Trust): boolean {
  return trust !== 'chip-verified' && trust !== 'portal-verified';
}
