import { type Field, type FormLanguage, type Remark, tellMessage } from '../../../shared/form/index.ts';
import type { Say } from '../../strings/use-strings.ts';
import { formWords } from './form-words.ts';
import { isFirstPart, type Question, splitPath } from './questions.ts';

/** What stands over a question: the question itself, and smaller lines under it. */
export interface QuestionWords {
  readonly title: string;
  /** The field that a box belongs to, or the row. */
  readonly about: string | null;
  /** How the paper form calls it, where people say it otherwise. */
  readonly official: string | null;
  readonly help: string | null;
}

export function wordsOf(say: Say, field: Field, question: Question, language: FormLanguage): QuestionWords {
  const everyday = field.label.everyday[language];
  // A declaration is read in its box; over it stands what the paper calls it.
  const name = field.kind === 'declaration' ? field.label.official[language] : everyday;
  const official = field.label.official[language];
  const help = field.help[language];
  const { row } = splitPath(question.path);
  const ofRow = row === null ? null : say('fill.row', { number: row + 1 });
  if (
    question.part === null ||
    question.part === 'type' ||
    question.part === 'where' ||
    question.part === 'name'
  ) {
    const isFirst = question.part !== 'where' || field.kind !== 'place';
    return isFirst
      ? { title: name, about: ofRow, official: official === name ? null : official, help }
      : { title: say('fill.part.where'), about: name, official: null, help: null };
  }
  return {
    title: say(`fill.part.${question.part}`),
    about: ofRow === null ? name : `${ofRow}. ${name}`,
    official: null,
    help: isFirstPart(field, question.part)
      ? help
      : question.part === 'detail' || question.part === 'time'
        ? say(`fill.part.${question.part}.help`)
        : null,
  };
}

/** What is wrong, in words. "Please fill this in" is said as what one does here: choose, tick, sign, add. */
export function tellRemark(say: Say, field: Field, remark: Remark, language: FormLanguage): string {
  const { message } = remark;
  if (message.kind === 'known' && message.id === 'required') {
    switch (field.kind) {
      case 'gender':
      case 'yes-no':
      case 'choice':
      case 'multi-choice':
      case 'relation':
      case 'ethnicity':
      case 'nationality':
        return say('fill.required.choice');
      case 'declaration':
        return formWords(language).declare ?? '';
      case 'signature':
        return say('fill.required.sign');
      case 'repeat':
        return say('fill.required.rows');
      default:
    }
  }
  return tellMessage(message, formWords(language), language);
}
