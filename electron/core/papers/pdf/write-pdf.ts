import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { assert } from '../../../../shared/assert.ts';
import { officeWallTime } from '../../../../shared/calendar/index.ts';
import type { PreparedPage } from '../quality/prepared-page.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { xmpPacket } from './xmp.ts';

/** What stands about the file in it. No names of people: the file's own name says what it is (FACTS 4). */
export interface PdfDescription {
  readonly title: string;
  /** Wall clock, milliseconds. */
  readonly createdAt: number;
  readonly producer: string;
}

/** One page as it was written, for reading back. */
export interface WrittenPage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly dpi: number;
  /** SHA-256 of the JPEG, in hex. */
  readonly sha256: string;
}

/**
 * Writes a PDF/A-2b (ISO 19005-2) of pictures, piece by piece: never more than one page is held. The JPEGs go in as
 * they are. `emit` may throw to stop.
 */
export async function writePdf(options: {
  readonly pages: AsyncIterable<PreparedPage> | Iterable<PreparedPage>;
  readonly description: PdfDescription;
  readonly colourProfile: Uint8Array;
  emit(piece: Uint8Array): void | Promise<void>;
}): Promise<readonly WrittenPage[]> {
  const { description, colourProfile, emit } = options;
  const offsets: number[] = [];
  const written: WrittenPage[] = [];
  const identity = createHash('sha256');
  let position = 0;
  const put = async (piece: string | Uint8Array): Promise<void> => {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece;
    position += bytes.length;
    await emit(bytes);
  };
  const object = async (id: number, body: string, stream?: Uint8Array): Promise<void> => {
    offsets[id] = position;
    await put(`${id} 0 obj\n${body}\n`);
    if (stream !== undefined) {
      await put('stream\n');
      await put(stream);
      await put('\nendstream\n');
    }
    await put('endobj\n');
  };

  // Four bytes above 127 tell programs that this is not text (ISO 19005-2, 6.1.2).
  await put(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'));
  const pageIds: number[] = [];
  let nextId = firstPageId;
  for await (const page of options.pages) {
    const header = readJpegHeader(page.jpeg);
    assert(header?.channels === 3 && header.bits === 8, 'a prepared page is a colour JPEG of eight bits');
    assert(
      header.widthPx === page.widthPx && header.heightPx === page.heightPx,
      'a prepared page says its size',
    );
    const [pageId, contentId, imageId] = [nextId, nextId + 1, nextId + 2];
    nextId += 3;
    pageIds.push(pageId);
    const width = points(page.widthPx, page.dpi);
    const height = points(page.heightPx, page.dpi);
    const content = Buffer.from(`q\n${width} 0 0 ${height} 0 0 cm\n/Im0 Do\nQ`, 'latin1');
    await object(
      pageId,
      `<< /Type /Page /Parent ${pagesId} 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /XObject << /Im0 ${imageId} 0 R >> >> /Contents ${contentId} 0 R >>`,
    );
    await object(contentId, `<< /Length ${content.length} >>`, content);
    await object(
      imageId,
      `<< /Type /XObject /Subtype /Image /Width ${page.widthPx} /Height ${page.heightPx} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${page.jpeg.length} >>`,
      page.jpeg,
    );
    const sha256 = createHash('sha256').update(page.jpeg).digest('hex');
    identity.update(sha256);
    written.push({ widthPx: page.widthPx, heightPx: page.heightPx, dpi: page.dpi, sha256 });
  }
  assert(pageIds.length > 0, 'a PDF has a page');

  const documentId = identity
    .update(`${description.title}\0${description.createdAt}`)
    .digest('hex')
    .slice(0, 32);
  const kids = pageIds.map((id) => `${id} 0 R`).join(' ');
  await object(pagesId, `<< /Type /Pages /Kids [${kids}] /Count ${pageIds.length} >>`);
  const profile = deflateSync(colourProfile);
  await object(profileId, `<< /N 3 /Filter /FlateDecode /Length ${profile.length} >>`, profile);
  const intent = `<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) /DestOutputProfile ${profileId} 0 R >>`;
  const xmp = Buffer.from(xmpPacket(description, documentId), 'utf8');
  // Metadata stays readable to programs that know no PDF (ISO 19005-2, 6.6.2).
  await object(metadataId, `<< /Type /Metadata /Subtype /XML /Length ${xmp.length} >>`, xmp);
  await object(
    catalogId,
    `<< /Type /Catalog /Pages ${pagesId} 0 R /Metadata ${metadataId} 0 R /OutputIntents [${intent}] /Lang (vi-VN) >>`,
  );
  await object(
    infoId,
    `<< /Title ${pdfText(description.title)} /Producer ${pdfText(description.producer)} /CreationDate (${pdfDate(description.createdAt)}) /ModDate (${pdfDate(description.createdAt)}) >>`,
  );
  const start = position;
  let table = `xref\n0 ${nextId}\n0000000000 65535 f \n`;
  for (let id = 1; id < nextId; id += 1) table += `${String(offsets[id]).padStart(10, '0')} 00000 n \n`;
  await put(
    `${table}trailer\n<< /Size ${nextId} /Root ${catalogId} 0 R /Info ${infoId} 0 R /ID [<${documentId}> <${documentId}>] >>\nstartxref\n${start}\n%%EOF\n`,
  );
  return written;
}

const catalogId = 1;
const pagesId = 2;
const metadataId = 3;
const profileId = 4;
const infoId = 5;
const firstPageId = 6;

/** Points of a length in pixels: the picture's true size (scale 100 %, TT 05/2025/TT-BNV Đ8). */
export function points(px: number, dpi: number): string {
  return ((px / dpi) * 72).toFixed(3);
}

/** UTF-16 with its mark: the one way that every reader shows Vietnamese in the title. */
function pdfText(text: string): string {
  const units = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${units.toString('hex').toUpperCase()}>`;
}

function pdfDate(at: number): string {
  return `D:${officeWallTime(at).replaceAll(/[-:T]/g, '')}+07'00'`;
}
