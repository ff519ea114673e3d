import * as z from 'zod';
import { dossierContentSchema, manifestSchema } from '../../../../shared/dossier/manifest.ts';

/** What stands before the files in an opened package. */
const indexSchema = z.strictObject({
  format: z.literal(1),
  /** From the submission on, in their order. */
  revisions: z
    .array(
      z.strictObject({
        content: dossierContentSchema,
        contentHash: manifestSchema.shape.contentHash,
        codeNumber: manifestSchema.shape.codeNumber,
      }),
    )
    .min(1),
  officialCode: z.string().min(1).max(60).nullable(),
});
export type PackageIndex = z.infer<typeof indexSchema>;

/** A dossier outside of any kiosk: the index and every file in the order of its revisions and ordinals. */
export interface PackageContent {
  readonly index: PackageIndex;
  readonly files: readonly Uint8Array[];
}

/** Length of the index (4 bytes, big-endian), the index as JSON, then the files one behind the other. */
export function packContent({ index, files }: PackageContent): Buffer {
  const text = Buffer.from(JSON.stringify(index));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text, ...files]);
}

/** Takes it apart by the sizes that the index tells; null when they do not add up. */
export function unpackContent(bytes: Buffer): PackageContent | null {
  const filesAt = bytes.length < 4 ? 0 : 4 + bytes.readUInt32BE(0);
  if (filesAt === 0 || filesAt > bytes.length) return null;
  const index = readIndex(bytes.subarray(4, filesAt).toString('utf8'));
  if (index === null) return null;
  const files: Buffer[] = [];
  let at = filesAt;
  for (const { sizeBytes } of index.revisions.flatMap((revision) => revision.content.files)) {
    files.push(bytes.subarray(at, at + sizeBytes));
    at += sizeBytes;
  }
  return at === bytes.length ? { index, files } : null;
}

function readIndex(text: string): PackageIndex | null {
  try {
    return indexSchema.parse(JSON.parse(text));
  } catch {
    // Made by another program, or by a version that says more than this one knows.
    return null;
  }
}
