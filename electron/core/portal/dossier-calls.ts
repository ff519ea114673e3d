import {
  createDossierAnswerSchema,
  deliveryProofSchema,
  lookUpAnswerSchema,
  readStatesAnswerSchema,
} from '../../../shared/portal/index.ts';
import type { PortalAdapter } from './portal.port.ts';
import type { SignedLine } from './signed-line.ts';

/** The calls about dossiers, as shared/portal/contract.ts has them. */
export function createDossierCalls(
  line: SignedLine,
): Pick<PortalAdapter, 'createDossier' | 'finaliseDossier' | 'readStates' | 'lookUp'> {
  return {
    async createDossier({ dossierId, revision, contentHash, content }, options) {
      const body = { contentHash, content };
      const params = { dossierId, revision };
      const answer = await line.call('createDossier', createDossierAnswerSchema, options, body, params);
      return { held: answer.output.held, clockOffsetMs: answer.clockOffsetMs };
    },

    async finaliseDossier({ dossierId, revision, contentHash, fileCount }, options) {
      const body = { contentHash, fileCount };
      const params = { dossierId, revision };
      return (await line.call('finaliseDossier', deliveryProofSchema, options, body, params)).output;
    },

    readStates: async (dossierIds, options) =>
      (await line.call('readStates', readStatesAnswerSchema, options, { dossierIds })).output.dossiers,

    lookUp: async (code, options) =>
      (await line.call('lookUp', lookUpAnswerSchema, options, { code })).output.found,
  };
}
