import { useSyncExternalStore } from 'react';
import type { Field } from '../../../../shared/form/index.ts';
import { useDraft } from '../draft-context.tsx';
import type { DraftSession } from '../draft-session.ts';
import { answerWith, type Question, splitPath, valueAt } from '../questions.ts';

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
