import type { Say } from '../../../shared/words/index.ts';
import { defineDrawing, type FormLine } from '../pdf/index.ts';
import { type PaperFacts, paperFoot, paperHead, signature } from './facts.ts';
import type { OfficePaper } from './office-paper.ts';

/** A result that goes out by post; addresses in two levels (commune, province). */
export interface PostalItem {
  readonly dossierCode: string;
  /** From the post office; null until it is known. */
  readonly trackingNumber: string | null;
  readonly recipient: string;
  readonly phone: string;
  readonly street: string;
  readonly commune: string;
  /** Null: the office has entered no fee table, so the officer is asked. */
  readonly postageVnd: number | null;
  readonly payer: 'office' | 'recipient-paid' | 'recipient-on-delivery';
  /** Fee of the dossier that the postman collects; 0 for none. */
  readonly collectVnd: number;
  readonly note: string;
}

/** A label on A6, in its words. */
export interface PostalLabel {
  readonly title: string;
  readonly from: readonly string[];
  readonly toLabel: string;
  readonly recipient: string;
  readonly address: readonly string[];
  readonly facts: readonly FormLine[];
  /** Drawn as Code 128: the tracking number, or the dossier's code until there is one. */
  readonly barcodeText: string;
  readonly barcodeLabel: string;
}

export const postalLabelDrawing = defineDrawing<PostalLabel>('postal-label');

/** The label names no procedure: everybody on its way would read what the citizen asked of the office. */
export function postalLabel(facts: PaperFacts & { readonly item: PostalItem }, say: Say): PostalLabel {
  const { office, item } = facts;
  return {
    title: say('officepapers.label.title'),
    from: [office.name, office.place],
    toLabel: say('officepapers.label.to'),
    recipient: item.recipient,
    address: [item.street, item.commune, say('officepapers.label.phone', { phone: item.phone })],
    facts: [
      { label: say('officepapers.post.tracking'), value: item.trackingNumber ?? '' },
      { label: say('receipt.code'), value: item.dossierCode },
      { label: say('officepapers.post.postage'), value: postage(item, say), strong: true },
      { label: say('officepapers.post.payer'), value: say(`officepapers.post.payer.${item.payer}`) },
      { label: say('officepapers.post.collect'), value: money(item.collectVnd, say), strong: true },
      ...(item.note === '' ? [] : [{ label: say('officepapers.post.note'), value: item.note }]),
    ],
    barcodeText: item.trackingNumber ?? item.dossierCode,
    barcodeLabel: item.trackingNumber ?? item.dossierCode,
  };
}

export interface DispatchFacts extends PaperFacts {
  readonly number: string | null;
  readonly items: readonly PostalItem[];
  readonly officer: string;
  readonly postman: string;
}

/** What is handed to the postman in one go; both sign for the number of letters and the money to collect. */
export function dispatchList(facts: DispatchFacts, say: Say): OfficePaper {
  const { items } = facts;
  const known = items.filter((item) => item.postageVnd !== null).length;
  const sum = (of: (item: PostalItem) => number): number => items.reduce((all, item) => all + of(item), 0);
  const columns = [
    'number',
    'tracking',
    'dossier',
    'recipient',
    'address',
    'phone',
    'postage',
    'payer',
    'collect',
    'note',
  ];
  return {
    sheet: 'landscape',
    head: paperHead(facts, say('officepapers.dispatch.form'), say),
    number: say('officepapers.dispatch.number', { number: facts.number ?? '………' }),
    title: say('officepapers.dispatch.title'),
    subtitle: null,
    blocks: [
      {
        kind: 'table',
        table: {
          size: 10,
          head: columns.map((id) => say(`officepapers.post.${id}`)),
          widths: [0.04, 0.12, 0.18, 0.12, 0.17, 0.09, 0.08, 0.09, 0.07, 0.04],
          centred: [0],
          rows: items.map((item, index) => [
            String(index + 1),
            item.trackingNumber ?? '',
            item.dossierCode,
            item.recipient,
            `${item.street}, ${item.commune}`,
            item.phone,
            postage(item, say),
            say(`officepapers.post.payer.${item.payer}`),
            money(item.collectVnd, say),
            item.note,
          ]),
        },
      },
      {
        kind: 'text',
        style: 'bold',
        text: say('officepapers.dispatch.sum', {
          count: items.length,
          collect: money(
            sum((item) => item.collectVnd),
            say,
          ),
          postage: money(
            sum((item) => item.postageVnd ?? 0),
            say,
          ),
          unknown: items.length - known,
        }),
      },
    ],
    signatures: [
      signature(say('officepapers.sign.hands'), facts.officer, say),
      signature(say('officepapers.sign.postman'), facts.postman, say),
    ],
    foot: paperFoot(facts, say('officepapers.dispatch.title'), say),
  };
}

function postage({ postageVnd }: PostalItem, say: Say): string {
  return postageVnd === null ? say('officepapers.post.askStaff') : money(postageVnd, say);
}

function money(vnd: number, say: Say): string {
  return say('receipt.fee.amount', { amount: format.format(vnd) });
}

const format = new Intl.NumberFormat('vi-VN');
