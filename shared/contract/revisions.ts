import * as z from 'zod';
import { call } from './call.ts';
import { placeSchema } from './session.ts';

const dossierId = z.uuid();

/** The open draft of a further revision, and the place at which the page goes on with it. */
export const openedRevisionSchema = z.object({ draftId: dossierId, place: placeSchema });

const openingFaults = [
  'SESSION_NOT_OPEN',
  'TRACK_NONE',
  'DRAFT_OTHER_OPEN',
  'REVISION_OVER',
  'VAULT_FILE_DAMAGED',
] as const;

export const correctionFaults = [
  ...openingFaults,
  'PROCEDURE_UNKNOWN',
  'FORM_FILE_INVALID',
  'FORM_VERSION_UNKNOWN',
] as const;

/**
 * Further revisions of a dossier that is sealed. Both calls come back to the draft when it is open already; from there the
 * calls of papers, drafts and submission serve it, and `submission.submit` seals it. Gone with the visit if it is not
 * sealed; the sealed dossier stays as it is.
 */
export const revisionsContract = {
  /**
   * The papers that the portal asked for, of a dossier that is open to the person. REVISION_OVER when nothing is asked for
   * any more.
   */
  openSupplement: call({
    roles: ['citizen', 'staff'],
    faults: [...openingFaults, 'TRACK_CLOSED'],
    timeoutMs: 15_000,
    audit: 'draft-started',
  })
    .input(z.object({ dossierId, requestId: z.uuid() }))
    .output(openedRevisionSchema),
  /**
   * Answers and papers of a dossier that the portal refused, for an officer to put right. REVISION_OVER when nothing of it
   * is parked, or something else waits behind what is.
   */
  openCorrection: call({
    roles: ['staff'],
    faults: correctionFaults,
    timeoutMs: 15_000,
    audit: 'correction-opened',
  })
    .input(z.object({ dossierId }))
    .output(openedRevisionSchema),
};
