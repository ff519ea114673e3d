import path from 'node:path';
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { portalContract } from '../../shared/portal/index.ts';

/** Ships with the product: what a province reads to build its side. */
export const openApiFile = path.resolve(import.meta.dirname, '../../resources/openapi.json');

const description =
  `Every request and answer carries x-kiosk-… headers with an Ed25519 signature; what is signed stands in
shared/portal/signature.ts.

A dossier arrives in three steps, each of which may be repeated without doing anything twice: createDossier announces the
content and its hash, each file is uploaded below /v1/files by tus 1.0.0 (creation, creation-with-upload; Upload-Metadata
names dossierId, revision, ordinal and sha256; what is signed stands in shared/portal/uploads.ts), finaliseDossier answers
the official code with the count and hashes of the files that the portal holds.`.replaceAll('\n', ' ');

/** The contract as an OpenAPI 3.1 document, for those who build a portal's side. */
export function generatePortalDocument() {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(portalContract, {
    info: { title: 'Kiosk to portal', version: '1', description },
  });
}

/** The document as it is kept under resources. */
export async function renderPortalDocument(): Promise<string> {
  return `${JSON.stringify(await generatePortalDocument(), null, 2)}\n`;
}
