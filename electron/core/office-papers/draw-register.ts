import type { Cell, SheetData } from 'write-excel-file/node';
import { officeAheadMs } from '../../../shared/calendar/index.ts';
import { createDocument, createFlow, createFormLayout, densities, formSizes } from '../pdf/drawing.ts';
import type { Faces } from '../pdf/index.ts';
import { addTable, landscapeSheet } from './draw-office-paper.ts';
import { shortMoment } from './facts.ts';
import { type RegisterCell, type RegisterOrder, readBatch } from './register.ts';

/** Mẫu số 07 as a PDF to print and sign, or as a spreadsheet to work with. */
export async function drawRegister(order: RegisterOrder, faces: Faces): Promise<Uint8Array> {
  return order.as === 'pdf' ? drawPages(order, faces) : writeSheet(order);
}

async function drawPages({ words, batches }: RegisterOrder, faces: Faces): Promise<Uint8Array> {
  const { document, fonts } = await createDocument(faces);
  const sheet = landscapeSheet;
  const lay = createFormLayout(faces, sheet, densities[2]);
  const flow = createFlow({ document, faces, fonts, sheet, foot: words.foot });
  flow.add(lay.head(words.head));
  flow.add(lay.space(6));
  flow.add(lay.centred(words.title, { size: formSizes.title, style: 'bold' }));
  flow.add(lay.centred(words.period, { size: formSizes.text, style: 'italic' }));
  flow.add(lay.space(8));
  // All rows are one table for addTable; laid lazily they would need a second pass for the head.
  const rows = batches.flatMap((batch) => readBatch(batch).map((cells) => cells.map(asText)));
  addTable(
    flow,
    lay.table({
      head: words.columns.map(({ title }) => title),
      widths: words.columns.map(({ width }) => width),
      centred: [0, 3],
      rows,
      size: 8.5,
    }),
  );
  flow.add(lay.space(8));
  flow.add(lay.signatures([{ title: '', hint: '', below: '' }, ...words.signatures]));
  flow.finish();
  document.setTitle(words.title, { showInWindowTitleBar: true });
  document.setLanguage('vi-VN');
  document.setProducer('mot-cua-kiosk');
  return document.save({ useObjectStreams: true, addDefaultPage: false });
}

function asText(cell: RegisterCell): string {
  return typeof cell === 'object' ? shortMoment(cell.atMs) : String(cell);
}

/** Letters of the wider columns in a spreadsheet: a part of the sheet's width is about so many characters. */
const charactersOfWidth = 190;

async function writeSheet({ words, batches }: RegisterOrder): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const data: SheetData = [
    [{ value: words.title, fontWeight: 'bold' }],
    [{ value: words.period }],
    words.columns.map(({ title }) => ({
      value: title,
      fontWeight: 'bold',
      wrap: true,
      align: 'center',
      alignVertical: 'center',
      backgroundColor: '#E7EEF7',
      borderStyle: 'thin',
    })),
  ];
  for (const batch of batches) {
    for (const cells of readBatch(batch)) data.push(cells.map(asCell));
  }
  const made = await writeXlsxFile(data, {
    sheet: 'Mẫu 07',
    orientation: 'landscape',
    stickyRowsCount: 3,
    columns: words.columns.map(({ width }) => ({
      width: Math.max(6, Math.round(width * charactersOfWidth)),
    })),
  }).toBuffer();
  // A copy of its own: what the pool of buffers shares cannot be handed over to the core.
  return new Uint8Array(made);
}

const dayMs = 86_400_000;
/** Days from 30/12/1899, where spreadsheets begin to count, to 1970. */
const daysBefore1970 = 25_569;

function asCell(cell: RegisterCell): Cell {
  if (typeof cell === 'object') {
    // A spreadsheet knows no zones: it is given the clock of the office.
    const days = (cell.atMs + officeAheadMs) / dayMs + daysBefore1970;
    // Five places are a second; more figures only make the file longer.
    return { value: Math.round(days * 1e5) / 1e5, type: Number, format: 'dd/mm/yyyy hh:mm' };
  }
  // A bare text stays a text, also when it looks like a formula; cells as objects take longer.
  return cell === '' ? null : cell;
}
