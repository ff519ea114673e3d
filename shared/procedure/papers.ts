import { type Channel, type Component, isUnknown, type Procedure, type Question } from './model.ts';

export type Answer = 'yes' | 'no' | 'unsure';
export type Answers = Readonly<Record<string, Answer>>;

/** One paper of the personal list. `depends` carries the official words of the case the person has to judge. */
export interface Paper {
  readonly component: Component;
  readonly state: 'bring' | 'depends';
}

export interface MyPapers {
  readonly questions: readonly Question[];
  /** Questions without an answer yet. */
  readonly open: number;
  readonly papers: readonly Paper[];
  /** Sentences of the list that are rules, not papers. */
  readonly rules: readonly Component[];
  readonly counts: { readonly bring: number; readonly depends: number; readonly left: number };
}

/** Shortens the list of papers to one person's: by channel, then by the answers to the plain questions. */
export function myPapers(
  procedure: Procedure,
  answers: Answers = {},
  channel: Channel = 'counter',
): MyPapers {
  const { bring, skip } = verdicts(procedure.questions, answers);
  const papers: Paper[] = [];
  const rules: Component[] = [];
  let left = 0;
  for (const component of procedure.components) {
    if (!isForChannel(component, channel, procedure)) continue;
    if (component.kind === 'agency-made') continue;
    if (skip.has(component.id)) {
      left += 1;
      continue;
    }
    if (component.kind === 'rule-text') {
      rules.push(component);
      continue;
    }
    const settled = component.when === null || isOnlyAboutChannel(component) || bring.has(component.id);
    papers.push({ component, state: settled ? 'bring' : 'depends' });
  }
  const needed = papers.filter((paper) => paper.state === 'bring').length;
  return {
    questions: procedure.questions,
    open: procedure.questions.filter((question) => !isAnswered(answers[question.id])).length,
    papers,
    rules,
    counts: { bring: needed, depends: papers.length - needed, left },
  };
}

function isAnswered(answer: Answer | undefined): boolean {
  return answer !== undefined;
}

/** A paper that one answer rules out is out, even when another answer asks for it. */
function verdicts(questions: readonly Question[], answers: Answers) {
  const bring = new Set<string>();
  const skip = new Set<string>();
  for (const question of questions) {
    const answer = answers[question.id];
    if (answer === undefined || answer === 'unsure') continue;
    for (const id of question[answer].bring ?? []) bring.add(id);
    for (const id of question[answer].skip ?? []) skip.add(id);
  }
  return { bring, skip };
}

/** The condition "if handed in at the counter / online" is settled by the channel itself. */
function isOnlyAboutChannel(component: Component): boolean {
  return component.channels !== null;
}

function isForChannel(component: Component, channel: Channel, procedure: Procedure): boolean {
  if (component.kind === 'online-form') return channel === 'online';
  if (component.channels === null || component.channels.includes(channel)) return true;
  // A page may offer a channel and name the form for another one only; then the paper form is still the form.
  const others = procedure.components.some(
    (other) => other.channels?.includes(channel) === true && other.kind !== 'rule-text',
  );
  const offered = !isUnknown(procedure.submission) && procedure.submission.includes(channel);
  return component.kind === 'paper' && offered && !others && channel !== 'online';
}
