import { writeFileSync } from 'node:fs';
import { openApiFile, renderPortalDocument } from '../portal/open-api.ts';

/** Writes resources/openapi.json anew from the contract: `node tests/support/write-open-api.ts`. */
writeFileSync(openApiFile, await renderPortalDocument());
