import { createHash } from 'node:crypto';

const contentsBytes = 512;
/** messageDigest as a signed attribute (RFC 5652, 11.2): OID, SET, OCTET STRING of 32 bytes. */
const attributeHead = Buffer.from('06092a864886f70d01090431220420', 'hex');

/** The dictionary's numbers are padded, so that filling them in moves nothing. */
const placeholder = '[0 0000000000 0000000000 0000000000]';

/** A PDF of one empty page, signed as far as bytes go: range, digest, no certificate. */
export function signedPdf(): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /SigFlags 3 >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [4 0 R] >>',
    '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Chu ky) /Rect [0 0 0 0] /V 5 0 R >>',
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange ${placeholder} /Contents <${'0'.repeat(contentsBytes * 2)}> >>`,
  ];
  return sealSignature(pdfOf(objects));
}

/** Any objects as a PDF with a right cross-reference table; the first is the catalogue. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let position = pieces[0]?.length ?? 0;
  for (const [i, body] of objects.entries()) {
    offsets.push(position);
    const piece = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.from(body),
      Buffer.from('\nendobj\n'),
    ]);
    pieces.push(piece);
    position += piece.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  pieces.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${position}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(pieces);
}

function sealSignature(pdf: Buffer): Buffer {
  const open = pdf.indexOf('/Contents <') + '/Contents '.length;
  const close = open + contentsBytes * 2 + 2;
  const number = (value: number): string => String(value).padStart(10, '0');
  pdf.write(
    `[0 ${number(open)} ${number(close)} ${number(pdf.length - close)}]`,
    pdf.indexOf(placeholder),
    'latin1',
  );
  const digest = createHash('sha256').update(pdf.subarray(0, open)).update(pdf.subarray(close)).digest();
  pdf.write(Buffer.concat([attributeHead, digest]).toString('hex'), open + 1, 'latin1');
  return pdf;
}

/** Turns one digit of the digest that was signed. */
export function brokenDigest(pdf: Buffer): void {
  const at = pdf.indexOf('/Contents <') + '/Contents <'.length + attributeHead.length * 2;
  pdf.write(pdf.toString('latin1', at, at + 1) === '0' ? '1' : '0', at, 'latin1');
}
