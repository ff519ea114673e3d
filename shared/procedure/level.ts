import { type IndexRow, isUnknown, type Procedure } from './model.ts';

/** What this office's kiosk offers; comes from the office's configuration and the forms it carries. */
export interface OfficeOffer {
  /** Whether dossiers can be handed in here electronically. */
  readonly electronicSubmission: boolean;
  /** Whether fee and result can go by the public post. */
  readonly resultByPost: boolean;
  /** Codes of procedures with a blank form at this kiosk, besides those whose form the catalogue holds. */
  readonly blankForms: ReadonlySet<string>;
}

export const defaultOffer: OfficeOffer = {
  electronicSubmission: true,
  resultByPost: false,
  blankForms: new Set(),
};

export const serviceLevels = [1, 2, 3, 4] as const;
export type ServiceLevel = (typeof serviceLevels)[number];

/**
 * What one can do here for this procedure, in the levels of the source document (FACTS 1): 1 information, 2 the blank
 * form, 3 electronic submission, 4 also fee and result by post. Says nothing about the official class.
 */
export function computeLevel(procedure: Procedure | IndexRow, offer: OfficeOffer): ServiceLevel {
  if (!('components' in procedure)) return 1;
  const hasForm = procedure.form !== null || offer.blankForms.has(procedure.code);
  const accepted = isUnknown(procedure.submission) ? [] : procedure.submission;
  if (procedure.reception.here === 'yes' && offer.electronicSubmission && accepted.includes('online')) {
    return offer.resultByPost && accepted.includes('post') ? 4 : 3;
  }
  return hasForm ? 2 : 1;
}
