import { useSyncExternalStore } from 'react';
import type { Field } from '../../../../shared/form/index.ts';
import { useDraft } from '../draft-context.tsx';
import type { DraftSession } from '../draft-session.ts';
import { answerWith, type Question, splitPath, valueAt } from '../questions.ts';
import { AskMany, AskOne, AskType } from './ask-choice.tsx';
import { AskDate, AskTime, AskYearOrDate } from './ask-date.tsx';
import { AskDeclaration } from './ask-declaration.tsx';
import { AskFile } from './ask-file.tsx';
import { AskFromList } from './ask-from-list.tsx';
import { AskRows } from './ask-rows.tsx';
import { AskSignature } from './ask-signature.tsx';
import { AskText } from './ask-text.tsx';
import { AskWhere } from './ask-where.tsx';

/** What every input gets. */
export interface InputProps {
  readonly question: Question;
  readonly field: Field;
  /** The words over the question: the input's accessible name. */
  readonly label: string;
  readonly problem: string | null;
  /** Enter on a real keyboard. */
  readonly onNext: () => void;
  readonly onOpen: (place: string) => void;
  readonly onTouched: () => void;
}

/** Reads and writes the answer of one question. */
export interface AnswerBox {
  readonly value: unknown;
  /** While typing. */
  type(value: unknown): void;
  /** Finished at once: a choice, a day. */
  set(value: unknown): void;
}

/** The answer of a question, always the newest, also of the key just pressed. */
export function useAnswer({ question, field, onTouched }: InputProps): AnswerBox {
  const draft: DraftSession = useDraft();
  // Read from the store in the same turn as the key: a field that is drawn again must never see an older text.
  const answers = useSyncExternalStore(draft.subscribeToKeys, draft.latest);
  const { fieldId } = splitPath(question.path);
  const whole = (value: unknown): unknown => answerWith(draft.latest(), field, question, value);
  return {
    value: valueAt(answers, question),
    type(value) {
      onTouched();
      draft.type(fieldId, whole(value));
    },
    set(value) {
      onTouched();
      draft.set(fieldId, whole(value));
    },
  };
}

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
