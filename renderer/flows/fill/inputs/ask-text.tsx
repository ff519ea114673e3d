import { familyNames, issuers } from '../../../../shared/dossier/suggestions.ts';
import { asRecord } from '../../../../shared/form/index.ts';
import { KioskTextField, type SuggestionList, type TextFieldKind } from '../../../keyboard/index.ts';
import { useDraft } from '../draft-context.tsx';
import { valueAt } from '../questions.ts';
import { type InputProps, useAnswer } from './use-answer.ts';

/** Everything that is typed: names, texts, numbers. */
export function AskText(props: InputProps) {
  const answer = useAnswer(props);
  const draft = useDraft();
  const { value } = answer;
  const whole = asRecord(valueAt(draft.latest(), { path: props.question.path, part: null }));
  const suggestions = suggestionsOf(props, String(whole?.type ?? ''));
  const options = asRecord(props.field.options);
  const most = props.question.part === null ? options?.max : undefined;
  const isText = props.field.kind === 'text' || props.field.kind === 'person-name';
  return (
    <KioskTextField
      label={props.label}
      kind={kindOf(props, String(whole?.type ?? ''))}
      value={typeof value === 'number' ? String(value) : typeof value === 'string' ? value : ''}
      onChange={(text) => answer.type(text === '' ? null : text)}
      onEnter={props.onNext}
      problem={props.problem}
      {...(isText && typeof most === 'number' ? { maxLength: most } : {})}
      {...(suggestions === null ? {} : { suggestions })}
    />
  );
}

const cards = ['can-cuoc', 'cccd', 'cmnd'];

function kindOf({ field, question }: InputProps, paperType: string): TextFieldKind {
  if (question.part !== null) {
    return question.part === 'number' && cards.includes(paperType) ? 'id-number' : 'text';
  }
  switch (field.kind) {
    case 'person-name':
      return 'name';
    case 'personal-id':
      return 'id-number';
    case 'phone':
      return 'phone';
    case 'email':
      return 'email';
    case 'money':
      return 'money';
    case 'number':
      return asRecord(field.options)?.whole === false ? 'text' : 'count';
    case 'text':
      return asRecord(field.options)?.lines === 'many' ? 'note' : 'text';
    default:
      return 'text';
  }
}

function suggestionsOf({ field, question }: InputProps, paperType: string): SuggestionList | null {
  if (question.part === 'issuer') return { entries: issuers[paperType] ?? [], fills: 'field' };
  if (field.kind === 'person-name') return { entries: familyNames, fills: 'beginning' };
  const examples = asRecord(field.options)?.examples;
  const isOpen = question.part === null || question.part === 'name';
  return isOpen && Array.isArray(examples) && examples.length > 0
    ? { entries: examples.map(String), fills: 'field' }
    : null;
}
