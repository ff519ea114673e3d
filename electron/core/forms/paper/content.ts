import {
  drawnSignature,
  type FieldState,
  type Form,
  type FormContext,
  type FormEvaluation,
  getKind,
  holds,
  isSignedOnPaper,
  type PaperBlock,
  type Signature,
} from '../../../../shared/form/index.ts';

/** What stands on the paper, as plain text: everything the drawing needs, so that it can run in a worker. */
export interface PaperContent {
  readonly mark: string | null;
  readonly title: readonly string[];
  readonly addressee: { readonly label: string; readonly value: string } | null;
  readonly blocks: readonly ContentBlock[];
  /** "Chư Păh, ngày 22 tháng 11 năm 2026", or with dots to be filled in by hand. */
  readonly dated: string | null;
  readonly signatures: readonly ContentSignature[];
  readonly notes: readonly string[];
  /** Printed small at the foot of every page (the dossier's code). */
  readonly reference: string | null;
  readonly madeOn: string;
}

export interface ContentCell {
  readonly label: string;
  /** Empty: a dotted line to write on. */
  readonly value: string;
  readonly width: number | null;
  readonly as: 'value' | 'boxes' | 'strong';
  readonly lines: number;
  readonly after: string;
}

export type ContentBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly style: 'plain' | 'bold' | 'italic' }
  | { readonly kind: 'line'; readonly cells: readonly ContentCell[] }
  | {
      readonly kind: 'ticks';
      readonly label: string;
      readonly choices: readonly { readonly label: string; readonly on: boolean }[];
    }
  | {
      readonly kind: 'table';
      readonly columns: readonly { readonly title: string; readonly width: number }[];
      readonly rows: readonly (readonly string[])[];
    };

export interface ContentSignature {
  readonly title: string;
  readonly note: string;
  readonly name: string;
  readonly drawn: Signature | null;
  /** Said where the line stays empty for a hand: signed on this paper, in front of the officer. */
  readonly byHand: string | null;
}

const byHandNote = '(ký tại quầy, trước mặt cán bộ)';

/** Turns judged answers into the text of the official paper. Without an evaluation it is the empty form. */
export function makePaperContent(input: {
  readonly form: Form;
  readonly evaluation: FormEvaluation | null;
  readonly context: FormContext;
  readonly reference?: string | undefined;
}): PaperContent {
  const { form, evaluation, context } = input;
  const kindContext = { today: context.today, places: context.places, lists: form.lists };
  const fields = new Map(form.steps.flatMap((step) => step.fields).map((field) => [field.id, field]));
  const states = new Map<string, FieldState>();
  for (const step of evaluation?.steps ?? []) for (const state of step.fields) states.set(state.id, state);
  const values: Record<string, unknown> = {};
  for (const [id, state] of states) if (state.relevant && state.value !== null) values[id] = state.value;

  function write(id: string | undefined): string {
    const field = id === undefined ? undefined : fields.get(id);
    if (id === undefined || field === undefined || values[id] === undefined) return '';
    return getKind(field.kind).paper(values[id], field.options, kindContext);
  }

  function writeRows(block: Extract<PaperBlock, { kind: 'table' }>): readonly (readonly string[])[] {
    const table = fields.get(block.field);
    const rows = values[block.field];
    if (!Array.isArray(rows) || rows.length === 0) {
      return Array.from({ length: evaluation === null ? block.emptyRows : 2 }, (_, index) =>
        block.columns.map((column) => (column.field === '#' ? String(index + 1) : '')),
      );
    }
    return rows.map((row: Readonly<Record<string, unknown>>, index) =>
      block.columns.map((column) => {
        if (column.field === '#') return String(index + 1);
        const inner = table?.fields.find((one) => one.id === column.field);
        if (inner === undefined || row[column.field] === undefined) return '';
        return getKind(inner.kind).paper(row[column.field], inner.options, kindContext);
      }),
    );
  }

  function toBlock(block: PaperBlock): ContentBlock {
    switch (block.kind) {
      case 'heading':
        return { kind: 'heading', text: block.text };
      case 'text':
        return { kind: 'text', text: block.text, style: block.style };
      case 'line':
        return {
          kind: 'line',
          cells: block.cells.map((cell) => ({
            label: cell.label,
            value: write(cell.field),
            width: cell.width ?? null,
            as: cell.as,
            lines: evaluation === null ? cell.lines : 1,
            after: cell.after,
          })),
        };
      case 'ticks':
        return {
          kind: 'ticks',
          label: block.label,
          choices: block.choices.map(({ value, label }) => ({ label, on: values[block.field] === value })),
        };
      case 'table':
        return { kind: 'table', columns: block.columns, rows: writeRows(block) };
    }
  }

  const [year = '', month = '', day = ''] = context.today.split('-');
  const officialMonth = Number(month) < 3 ? month : String(Number(month));
  const empty = evaluation === null;
  const { paper } = form;
  const place = context.office.place === '' ? '……………………' : context.office.place;
  return {
    mark: paper.mark ?? null,
    title: paper.title,
    addressee: paper.addressee ? { label: paper.addressee.label, value: write(paper.addressee.field) } : null,
    blocks: paper.blocks
      .filter((block) => block.when === undefined || (!empty && holds(block.when, values)))
      .map(toBlock),
    dated: !paper.dated
      ? null
      : empty
        ? `${place}, ngày …… tháng …… năm …………`
        : `${place}, ngày ${day} tháng ${officialMonth} năm ${year}`,
    signatures: paper.signatures.map((one) => ({
      title: one.title,
      note: one.note,
      name: write(one.name),
      drawn: drawnSignature(one.signature === undefined ? null : values[one.signature]),
      byHand: isSignedOnPaper(one.signature === undefined ? null : values[one.signature]) ? byHandNote : null,
    })),
    notes: paper.notes,
    reference: input.reference ?? null,
    madeOn: context.today,
  };
}
