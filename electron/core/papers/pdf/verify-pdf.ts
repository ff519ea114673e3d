import { createHash } from 'node:crypto';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
} from 'pdf-lib';
import { readJpegHeader } from './jpeg-header.ts';
import type { WrittenPage } from './write-pdf.ts';
import { points } from './write-pdf.ts';

/**
 * Reads a PDF that was just written with another program than the one that wrote it, and says what is not as it should
 * be; null when everything is.
 */
export async function findFlaw(pdf: Uint8Array, expected: readonly WrittenPage[]): Promise<string | null> {
  let document: PDFDocument;
  try {
    document = await PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: true });
  } catch {
    return 'not readable';
  }
  const archival = flawOfArchive(document, Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
  if (archival !== null) return archival;
  const pages = document.getPages();
  if (pages.length !== expected.length) return 'number of pages';
  for (const [i, page] of pages.entries()) {
    const wanted = expected[i];
    const flaw = wanted === undefined ? 'number of pages' : flawOfPage(page, wanted);
    if (flaw !== null) return `page ${i + 1}: ${flaw}`;
  }
  return null;
}

/** What makes the file a PDF/A-2b, as far as a file of pictures can break it. */
function flawOfArchive(document: PDFDocument, bytes: Buffer): string | null {
  if (bytes.toString('latin1', 0, 8) !== '%PDF-1.7' || (bytes[10] ?? 0) < 128) return 'header';
  if (!bytes.subarray(-32).toString('latin1').trimEnd().endsWith('%%EOF')) return 'end';
  const { catalog, context } = document;
  if (context.trailerInfo.Encrypt !== undefined) return 'encrypted';
  if (!(context.lookup(context.trailerInfo.ID) instanceof PDFArray)) return 'document id';
  const metadata = catalog.lookup(PDFName.of('Metadata'));
  if (!(metadata instanceof PDFRawStream)) return 'metadata';
  const xmp = Buffer.from(metadata.contents).toString('utf8');
  if (
    !xmp.includes('<pdfaid:part>2</pdfaid:part>') ||
    !xmp.includes('<pdfaid:conformance>B</pdfaid:conformance>')
  )
    return 'PDF/A mark';
  const intents = catalog.lookup(PDFName.of('OutputIntents'));
  const intent = intents instanceof PDFArray ? intents.lookup(0) : undefined;
  if (!(intent instanceof PDFDict)) return 'output intent';
  if (intent.get(PDFName.of('S')) !== PDFName.of('GTS_PDFA1')) return 'output intent';
  return intent.lookup(PDFName.of('DestOutputProfile')) instanceof PDFRawStream ? null : 'colour profile';
}

function flawOfPage(page: PDFPage, wanted: WrittenPage): string | null {
  const { width, height } = page.getMediaBox();
  if (width.toFixed(3) !== points(wanted.widthPx, wanted.dpi)) return 'width';
  if (height.toFixed(3) !== points(wanted.heightPx, wanted.dpi)) return 'height';
  if (page.node.has(PDFName.of('Group'))) return 'transparency';
  const pictures = page.node.Resources()?.lookup(PDFName.of('XObject'));
  const picture = pictures instanceof PDFDict ? pictures.lookup(PDFName.of('Im0')) : undefined;
  if (!(picture instanceof PDFRawStream)) return 'picture';
  const says = (name: string): PDFObject | undefined => picture.dict.get(PDFName.of(name));
  const number = (name: string): number => {
    const value = says(name);
    return value instanceof PDFNumber ? value.asNumber() : Number.NaN;
  };
  if (number('Width') !== wanted.widthPx || number('Height') !== wanted.heightPx) return 'pixels';
  if (number('BitsPerComponent') !== 8 || says('ColorSpace') !== PDFName.of('DeviceRGB')) return 'colour';
  if (says('Filter') !== PDFName.of('DCTDecode') || says('SMask') !== undefined) return 'encoding';
  const header = readJpegHeader(picture.contents);
  if (header?.widthPx !== wanted.widthPx || header.heightPx !== wanted.heightPx || header.channels !== 3)
    return 'JPEG header';
  return createHash('sha256').update(picture.contents).digest('hex') === wanted.sha256 ? null : 'JPEG bytes';
}
