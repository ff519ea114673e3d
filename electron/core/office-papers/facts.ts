import { communeName, momentParts, type Say } from '../../../shared/words/index.ts';
import type { FormHead, FormLine, FormSignature } from '../pdf/index.ts';

/** What every form of the office needs besides its own facts. */
export interface PaperFacts {
  readonly office: { readonly name: string; readonly place: string; readonly counter: string };
  readonly issuedAtMs: number;
}

export interface DossierFacts {
  /** As printed: the official code, or the temporary one in its groups. */
  readonly code: string;
  readonly isTemporary: boolean;
  readonly procedure: { readonly name: string; readonly code: string };
  readonly filer: {
    readonly fullName: string;
    readonly address: string | null;
    readonly phone: string | null;
    readonly email: string | null;
  };
}

/** `say` speaks the areas `officepapers` and `receipt` in Vietnamese, the language of the law. */
export function paperHead(facts: PaperFacts, form: string, say: Say): FormHead {
  const commune = facts.office.place.split(',')[0]?.trim() ?? facts.office.place;
  return {
    agency: [say('receipt.agency', { commune }), facts.office.name].map((text) =>
      text.toLocaleUpperCase('vi'),
    ),
    country: say('receipt.country'),
    motto: say('receipt.motto'),
    placeDate: say('receipt.placeDate', { commune: communeName(commune), ...momentParts(facts.issuedAtMs) }),
    formNumber: form,
  };
}

/** Whose dossier it is and what it asks for; what is not known is a line to write on. */
export function dossierLines(
  dossier: DossierFacts,
  filerLabel: string,
  say: Say,
): readonly (readonly FormLine[])[] {
  const { filer, procedure } = dossier;
  return [
    [
      {
        label: say(dossier.isTemporary ? 'receipt.code.temporary' : 'receipt.code'),
        value: dossier.code,
        strong: true,
      },
    ],
    [{ label: filerLabel, value: filer.fullName, strong: true }],
    [{ label: say('receipt.request'), value: `${procedure.name} (${procedure.code})`, strong: true }],
    [{ label: say('receipt.address'), value: filer.address ?? '' }],
    [
      { label: say('receipt.phone'), value: filer.phone ?? '' },
      { label: say('receipt.email'), value: filer.email ?? '' },
    ],
  ];
}

/** "Số: 12/HDHS"; dots where the office writes the number by hand. */
export function paperNumber(number: string | null, say: Say): string {
  return say('officepapers.number', { number: number ?? '………' });
}

export function signature(title: string, name: string, say: Say): FormSignature {
  return { title, hint: say('receipt.sign.hint'), below: name };
}

export function paperFoot(facts: PaperFacts, about: string, say: Say): string {
  const { hour, minute, day, month, year } = momentParts(facts.issuedAtMs);
  return say('receipt.foot', { code: about, time: `${hour}:${minute}`, date: `${day}/${month}/${year}` });
}

/** "09:05 23/11/2026", short enough for a column. */
export function shortMoment(atMs: number): string {
  const { hour, minute, day, month, year } = momentParts(atMs);
  return `${hour}:${minute} ${day}/${month}/${year}`;
}
