import {
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFStream,
} from 'pdf-lib';
import { KioskFault } from '../../../../shared/faults/index.ts';
import type { BroughtPdf, BroughtPdfLimits, PdfSignature, SignatureState } from './brought-pdf.ts';
import { findSignatures } from './signatures.ts';
import { unpackWithin } from './unpack-within.ts';

/**
 * Looks into a PDF without trusting it. Raises BROUGHT_PDF_TOO_LARGE, BROUGHT_PDF_INVALID, BROUGHT_PDF_BOMB,
 * BROUGHT_PDF_ENCRYPTED and BROUGHT_PDF_HAS_SCRIPTS, in this order.
 */
export async function inspectPdf(pdf: Uint8Array, limits: BroughtPdfLimits): Promise<BroughtPdf> {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  if (bytes.length > limits.maxBytes)
    throw new KioskFault('BROUGHT_PDF_TOO_LARGE', { details: { bytes: bytes.length } });
  // Some writers put a few bytes before the mark and after the end; every reader forgives a kilobyte.
  if (!bytes.subarray(0, 1_024).includes('%PDF-')) throw invalid('no PDF');
  if (!bytes.subarray(-2_048).includes('%%EOF')) throw invalid('no end');
  await unpackWithin(bytes, limits.maxUnpackedBytes);
  const document = await load(bytes);
  if (document.context.trailerInfo.Encrypt !== undefined) throw new KioskFault('BROUGHT_PDF_ENCRYPTED');
  const dictionaries = dictionariesOf(document);
  for (const dictionary of dictionaries)
    if (isActive(dictionary)) throw new KioskFault('BROUGHT_PDF_HAS_SCRIPTS');
  const signatures = findSignatures(bytes, dictionaries);
  return { pageCount: pageCountOf(document), signature: stateOf(signatures), signatures };
}

async function load(bytes: Buffer): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, {
      ignoreEncryption: true,
      updateMetadata: false,
      parseSpeed: ParseSpeeds.Fastest,
    });
  } catch (error) {
    throw invalid('not readable', error);
  }
}

function pageCountOf(document: PDFDocument): number {
  try {
    const count = document.getPageCount();
    if (count > 0) return count;
  } catch (error) {
    throw invalid('no pages', error);
  }
  throw invalid('no pages');
}

function invalid(reason: string, cause?: unknown): KioskFault {
  return new KioskFault('BROUGHT_PDF_INVALID', { details: { reason }, cause });
}

/** Every dictionary of the file, also those inside others and in packed object streams. */
function dictionariesOf({ context }: PDFDocument): readonly PDFDict[] {
  const found: PDFDict[] = [];
  const waiting: PDFObject[] = context.enumerateIndirectObjects().map(([, object]) => object);
  for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
    if (object instanceof PDFRef) continue;
    if (object instanceof PDFArray) for (const inner of object.asArray()) waiting.push(inner);
    const dictionary = object instanceof PDFStream ? object.dict : object;
    if (dictionary instanceof PDFDict) {
      found.push(dictionary);
      for (const [, inner] of dictionary.entries()) waiting.push(inner);
    }
  }
  return found;
}

/** Actions that do something else than turn to a page (ISO 32000-1, 12.6.4), and what holds programs or other files. */
const activeActions = new Set([
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ImportData',
  'Rendition',
  'GoToE',
  'RichMediaExecute',
]);
const activeKeys = ['JS', 'JavaScript', 'RichMediaContent', 'XFA'];

function isActive(dictionary: PDFDict): boolean {
  const action = dictionary.get(PDFName.of('S'));
  if (action instanceof PDFName && activeActions.has(action.decodeText())) return true;
  return activeKeys.some((key) => dictionary.has(PDFName.of(key)));
}

function stateOf(signatures: readonly PdfSignature[]): SignatureState {
  if (signatures.length === 0) return 'absent';
  // An earlier signature covers the file as it was then; one of them must cover the file as it is.
  const isWhole =
    signatures.some(({ coversFile }) => coversFile) && signatures.every(({ isIntact }) => isIntact);
  return isWhole ? 'present' : 'broken-bytes';
}
