import type { Answer, AnswerSource, Answers, FormContext } from './answers.ts';
import { contextData, evaluateForm } from './evaluate.ts';
import { applyLogic } from './logic.ts';
import type { Form } from './schema.ts';

/** Facts by the names that fields ask for in `prefill` ("applicant.full_name"). */
export interface PrefillSource {
  readonly from: Extract<AnswerSource, 'card' | 'earlier'>;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Names that a field may ask for. One list, so that a slip in a form file is found by the lint. */
export const prefillNames = [
  'applicant.full_name',
  'applicant.personal_id',
  'applicant.birth_date',
  'applicant.sex',
  'applicant.residence',
  'applicant.id_document',
  'applicant.phone',
  'applicant.email',
] as const;

/**
 * The answers after a person or the staff changed one; null takes it away. Where the kiosk would propose something, an
 * emptied field stays empty: a proposal that comes back while one deletes it could not be corrected.
 */
export function withAnswer(
  form: Form,
  answers: Answers,
  change: { readonly fieldId: string; readonly value: unknown; readonly source: 'typed' | 'staff' },
): Answers {
  const { fieldId, value, source } = change;
  const field = form.steps.flatMap((step) => step.fields).find(({ id }) => id === fieldId);
  const isProposed = field?.suggest !== undefined || field?.prefill !== undefined;
  const { [fieldId]: _old, ...others } = answers;
  return value === null && !isProposed ? others : { ...others, [fieldId]: { value, source } };
}

/** Fills what nobody answered, or was filled the same way before. What a person typed or emptied stays untouched. */
export function applyPrefill(form: Form, answers: Answers, source: PrefillSource): Answers {
  const filled: Record<string, Answer> = {};
  for (const field of form.steps.flatMap((step) => step.fields)) {
    const value = field.prefill === undefined ? undefined : source.facts[field.prefill];
    if (isNothing(value)) continue;
    const present = Object.hasOwn(answers, field.id) ? answers[field.id] : undefined;
    const mayFill = present === undefined || isFilled(present.source);
    if (mayFill) filled[field.id] = { value, source: source.from };
  }
  return { ...answers, ...filled };
}

/**
 * Brings the proposals that follow from other answers ("the mother asks, so her name is known") up to date. Removes
 * a proposal that does not follow any more; never touches what was typed, emptied or read from a card.
 */
export function applySuggestions(form: Form, answers: Answers, context: FormContext): Answers {
  const data = { ...contextData(context), ...evaluateForm(form, answers, context).values };
  const next: Record<string, Answer> = { ...answers };
  for (const field of form.steps.flatMap((step) => step.fields)) {
    if (field.suggest === undefined) continue;
    const present = Object.hasOwn(answers, field.id) ? answers[field.id] : undefined;
    if (present !== undefined && present.source !== 'earlier') continue;
    const value = applyLogic(field.suggest, data);
    if (!isNothing(value)) next[field.id] = { value, source: 'earlier' };
    else if (present?.source === 'earlier') delete next[field.id];
  }
  return next;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function isFilled(source: AnswerSource): boolean {
  return source === 'card' || source === 'earlier';
}

/** What a citizen card says, in the words of the QR code; every part may be missing. */
export interface CardFacts {
  readonly personalId?: string | undefined;
  readonly fullName?: string | undefined;
  /** YYYY-MM-DD. */
  readonly birthDate?: string | undefined;
  readonly sex?: string | undefined;
  /** As printed: often an address of before 07/2025. */
  readonly residence?: string | undefined;
  readonly issuedOn?: string | undefined;
}

/** Two issuers in use: cards named "căn cước" since 01/07/2024 come from Bộ Công an (FACTS 8). */
const newCardSince = '2024-07-01';

/** Turns a read card into facts for the person who stands at the kiosk. */
export function prefillFromCard(card: CardFacts): PrefillSource {
  const isNew = card.issuedOn !== undefined && card.issuedOn >= newCardSince;
  const document =
    card.personalId === undefined
      ? undefined
      : {
          type: isNew ? 'can-cuoc' : 'cccd',
          number: card.personalId,
          issuer: isNew ? 'Bộ Công an' : 'Cục Cảnh sát quản lý hành chính về trật tự xã hội',
          ...(card.issuedOn === undefined ? {} : { issuedOn: card.issuedOn }),
        };
  const facts = {
    'applicant.full_name': card.fullName,
    'applicant.personal_id': card.personalId,
    'applicant.birth_date': card.birthDate,
    'applicant.sex': card.sex,
    'applicant.residence': card.residence === undefined ? undefined : { asWritten: card.residence },
    'applicant.id_document': document,
  };
  return { from: 'card', facts };
}
