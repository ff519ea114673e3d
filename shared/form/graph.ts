import { inspectLogic, type Logic } from './logic.ts';
import type { Field, Form, FormStep } from './schema.ts';

/** A field of the first level with its step. */
export interface Node {
  readonly field: Field;
  readonly step: FormStep | null;
  readonly needs: ReadonlySet<string>;
}

/** Names that logic may use beside fields: what the kiosk knows by itself. */
export const contextNames = [
  '$today',
  '$agency',
  '$police',
  '$place',
  '$procedure_code',
  '$procedure_name',
] as const;

function variablesOf(rules: readonly (Logic | undefined)[]): Set<string> {
  const names = new Set<string>();
  for (const rule of rules) {
    if (rule === undefined) continue;
    for (const name of inspectLogic(rule).variables) names.add(name);
  }
  return names;
}

function nodeOf(field: Field, step: FormStep | null): Node {
  const needs = variablesOf([step?.relevant, field.relevant, field.required, field.calculate]);
  for (const inner of field.fields) for (const name of nodeOf(inner, null).needs) needs.add(name);
  for (const inner of field.fields) needs.delete(inner.id);
  return { field, step, needs };
}

/** Orders fields so that each comes after those its conditions use, or names one circle of them. */
export function orderFields(fields: readonly Node[]): {
  readonly order: readonly Node[];
  readonly cycle: readonly string[] | null;
} {
  const byId = new Map(fields.map((node) => [node.field.id, node]));
  const order: Node[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  let cycle: readonly string[] | null = null;

  function visit(node: Node): void {
    const id = node.field.id;
    if (state.get(id) === 'done' || cycle !== null) return;
    if (state.get(id) === 'open') {
      cycle = [...path.slice(path.indexOf(id)), id];
      return;
    }
    state.set(id, 'open');
    path.push(id);
    for (const need of node.needs) {
      const other = byId.get(need);
      if (other !== undefined) visit(other);
    }
    path.pop();
    state.set(id, 'done');
    order.push(node);
  }

  for (const node of fields) visit(node);
  return { order, cycle };
}

/** Nodes of a form's first level. */
export function formNodes(form: Pick<Form, 'steps'>): readonly Node[] {
  return form.steps.flatMap((step) => step.fields.map((field) => nodeOf(field, step)));
}

/** Nodes of one row of a repeat field. */
export function rowNodes(field: Field): readonly Node[] {
  return field.fields.map((inner) => nodeOf(inner, null));
}
