import type { DeskDossier } from '../../../shared/contract/index.ts';
import type { Say } from '../../strings/use-strings.ts';

/** "Hồ sơ … của …": a dossier that cannot be read has no name to tell, and was not erased either. */
export function whoseDossier(dossier: DeskDossier, say: Say): string {
  const { code, person, isDamaged } = dossier;
  if (person === null && isDamaged) return say('desk.form.lead.damaged', { code });
  return say('desk.form.lead', { code, person: person ?? say('desk.person.erased') });
}
