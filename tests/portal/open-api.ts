import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { portalContract } from '../../shared/portal/index.ts';

/** The contract as an OpenAPI 3.1 document, for those who build a portal's side. */
export function generatePortalDocument() {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(portalContract, {
    info: {
      title: 'Kiosk to portal',
      version: '1',
      description:
        'Every request and answer carries x-kiosk-… headers with an Ed25519 signature; what is signed stands in shared/portal/signature.ts.',
    },
  });
}
