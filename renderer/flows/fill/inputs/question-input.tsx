import type { Field } from '../../../../shared/form/index.ts';
import type { Question } from '../questions.ts';
import { AskMany, AskOne, AskType } from './ask-choice.tsx';
import { AskDate, AskTime, AskYearOrDate } from './ask-date.tsx';
import { AskDeclaration } from './ask-declaration.tsx';
import { AskFile } from './ask-file.tsx';
import { AskFromList } from './ask-from-list.tsx';
import { AskRows } from './ask-rows.tsx';
import { AskSignature } from './ask-signature.tsx';
import { AskText } from './ask-text.tsx';
import { AskWhere } from './ask-where.tsx';
import type { InputProps } from './use-answer.ts';

/** Where the question stands: what is chosen by touch lies low, what is typed stands over the keyboard. */
export function layoutOf(field: Field, { part }: Question): 'low' | 'top' {
  if (part !== null) return part === 'type' ? 'low' : 'top';
  switch (field.kind) {
    case 'gender':
    case 'yes-no':
    case 'choice':
    case 'multi-choice':
    case 'ethnicity':
    case 'nationality':
    case 'relation':
    case 'declaration':
    case 'signature':
    case 'repeat':
      return 'low';
    default:
      return 'top';
  }
}

/** The input that fits the kind of field and box. */
export function QuestionInput(props: InputProps) {
  const { field, question } = props;
  switch (question.part) {
    case 'type':
      return <AskType {...props} />;
    case 'where':
      return <AskWhere {...props} />;
    case 'issuedOn':
    case 'date':
      return <AskDate {...props} />;
    case 'from':
    case 'to':
      return <AskYearOrDate {...props} />;
    case 'time':
      return <AskTime {...props} />;
    case 'number':
    case 'issuer':
    case 'title':
    case 'book':
    case 'agency':
    case 'name':
    case 'detail':
      return <AskText {...props} />;
    case null:
      break;
  }
  switch (field.kind) {
    case 'date':
      return <AskDate {...props} />;
    case 'year-or-date':
      return <AskYearOrDate {...props} />;
    case 'gender':
    case 'yes-no':
    case 'choice':
      return <AskOne {...props} />;
    case 'multi-choice':
      return <AskMany {...props} />;
    case 'ethnicity':
    case 'nationality':
    case 'relation':
      return <AskFromList {...props} />;
    case 'declaration':
      return <AskDeclaration {...props} />;
    case 'signature':
      return <AskSignature {...props} />;
    case 'repeat':
      return <AskRows {...props} />;
    case 'file':
      return <AskFile {...props} />;
    default:
      return <AskText {...props} />;
  }
}
