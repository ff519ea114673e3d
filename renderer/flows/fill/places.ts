import type { Form } from '../../../shared/form/index.ts';
import { findField, type Part, type Question } from './questions.ts';

/** Places of this journey. They hold ids of the form, never what a person typed. */
export type FillPlace =
  | { readonly kind: 'begin'; readonly procedureCode: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'step'; readonly stepId: string }
  | { readonly kind: 'review' }
  | { readonly kind: 'finish' };

export const reviewPlace = '/fill/review';
export const finishPlace = '/fill/finish';

export function beginPlace(procedureCode: string): string {
  return `/fill/begin:${procedureCode.toLowerCase()}`;
}

const toPlace = (id: string): string => id.replaceAll('_', '-');
const fromPlace = (text: string): string => text.replaceAll('-', '_');

/** `/fill/child/child-full-name`, `/fill/members/household-members.0.member-name:number`. */
export function questionPlace({ stepId, path, part }: Question): string {
  const box = part === null ? '' : `:${part.toLowerCase()}`;
  return `/fill/${toPlace(stepId)}/${toPlace(path)}${box}`;
}

const parts: Readonly<Record<string, Part>> = {
  type: 'type',
  number: 'number',
  issuer: 'issuer',
  issuedon: 'issuedOn',
  title: 'title',
  book: 'book',
  agency: 'agency',
  date: 'date',
  time: 'time',
  from: 'from',
  to: 'to',
  name: 'name',
  where: 'where',
  detail: 'detail',
};

/** Reads a place; whatever it does not know leads to where the form was left. */
export function readFillPlace(place: string): FillPlace {
  const [, , first = '', second = ''] = place.split('/');
  if (first.startsWith('begin:')) {
    return { kind: 'begin', procedureCode: first.slice('begin:'.length).toUpperCase() };
  }
  if (first === '') return { kind: 'resume' };
  if (first === 'review' && second === '') return { kind: 'review' };
  if (first === 'finish' && second === '') return { kind: 'finish' };
  const stepId = fromPlace(first);
  if (second === '') return { kind: 'step', stepId };
  const [path = '', box] = second.split(':');
  const part = box === undefined ? null : (parts[box] ?? null);
  return { kind: 'question', question: { stepId, path: fromPlace(path), part } };
}

/** A place of an older version of the form may name what it no longer has. */
export function isInForm(form: Form, question: Question): boolean {
  const step = form.steps.find((one) => one.id === question.stepId);
  return step !== undefined && findField({ ...form, steps: [step] }, question.path) !== undefined;
}
