import { createInflate } from 'node:zlib';
import { KioskFault } from '../../../../shared/faults/index.ts';

/**
 * Unpacks every packed stream of a PDF piece by piece, keeping nothing, until all is seen or `limit` bytes have come
 * out. It looks at the bytes themselves, so that a stream whose dictionary lies is unpacked too. Raises
 * BROUGHT_PDF_BOMB, and BROUGHT_PDF_INVALID for object streams packed in a way that nobody writes and a parser would
 * unpack without a limit.
 */
export async function unpackWithin(bytes: Buffer, limit: number): Promise<void> {
  const budget = { left: limit };
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    // "endstream" ends one, it begins none.
    if (bytes.toString('latin1', Math.max(0, at - 3), at) === 'end') continue;
    let start = at + 6;
    if (bytes[start] === 0x0d) start += 1;
    if (bytes[start] === 0x0a) start += 1;
    refuseOddObjectStream(bytes.toString('latin1', Math.max(0, at - longestDictionary), at));
    if (isZlib(bytes, start)) await unpack(bytes, start, budget, packings);
  }
}

/** Streams inside streams are how kilobytes become terabytes; writers never pack more than twice. */
const packings = 3;
/** As much before the keyword as a dictionary of an object stream ever takes. */
const longestDictionary = 2_048;

function refuseOddObjectStream(before: string): void {
  const dictionary = unescapeNames(before.slice(before.lastIndexOf('obj') + 3));
  if (!/\/(ObjStm|XRef)\b/.test(dictionary)) return;
  const filters = dictionary.match(/\/(\w+Decode|LZW|A85|AHx|RL|Fl)\b/g) ?? [];
  const isPlain = filters.every((name) => name === '/FlateDecode') && filters.length <= 1;
  // A filter by reference could be anything.
  if (!isPlain || /\/Filter\s+\d/.test(dictionary))
    throw new KioskFault('BROUGHT_PDF_INVALID', { details: { reason: 'unusual object stream' } });
}

const unescapeNames = (text: string): string =>
  text.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** RFC 1950: deflate with a window of at most 32 kB, and the check bits of the two bytes. */
function isZlib(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at] ?? 0;
  return (first & 0x0f) === 8 && first >> 4 <= 7 && ((first << 8) | (bytes[at + 1] ?? 0)) % 31 === 0;
}

async function unpack(
  bytes: Uint8Array,
  start: number,
  budget: { left: number },
  deeper: number,
): Promise<void> {
  const head: Buffer[] = [];
  let kept = 0;
  const inflate = createInflate({ chunkSize: 1 << 18 });
  inflate.on('data', (piece: Buffer) => {
    budget.left -= piece.length;
    if (kept < mostNested) {
      head.push(piece);
      kept += piece.length;
    }
    if (budget.left < 0) inflate.destroy(new KioskFault('BROUGHT_PDF_BOMB'));
  });
  await new Promise<void>((settle, refuse) => {
    inflate.on('end', settle);
    inflate.on('error', (error) => {
      // What cannot be unpacked cannot grow: a reader will say that the stream is broken.
      if (error instanceof KioskFault) refuse(error);
      else settle();
    });
    inflate.end(bytes.subarray(start));
  });
  const inner = Buffer.concat(head);
  if (isZlib(inner, 0)) {
    if (deeper === 0) throw new KioskFault('BROUGHT_PDF_BOMB');
    await unpack(inner, 0, budget, deeper - 1);
  }
}

/** Packed bytes inside packed bytes: what they grow to shows within this much of them. */
const mostNested = 4_000_000;
