import type { IdentityState } from '../../../shared/contract/index.ts';
import { type PrefillSource, prefillFromCard } from '../../../shared/form/index.ts';

/** Facts for forms from who the person showed to be; only `confirmed` fills. What they merely said is no card. */
export function prefillFromIdentity(identity: IdentityState): PrefillSource | null {
  if (identity.step !== 'confirmed') return null;
  const { person, trust } = identity;
  const { facts } = prefillFromCard({
    personalId: person.idNumber ?? undefined,
    fullName: person.fullName,
    birthDate: person.birthDate ?? undefined,
    sex: person.sex ?? undefined,
    residence: person.residence ?? undefined,
    issuedOn: person.issueDate ?? undefined,
  });
  if (trust !== 'declared') return { from: 'card', facts };
  // Nobody showed a document, so none is filled in.
  return { from: 'earlier', facts: { ...facts, 'applicant.id_document': undefined } };
}
