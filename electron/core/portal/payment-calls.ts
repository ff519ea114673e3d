import {
  offerPaymentAnswerSchema,
  readPaymentsAnswerSchema,
  tellEventsAnswerSchema,
} from '../../../shared/portal/index.ts';
import type { PortalAdapter } from './portal.port.ts';
import type { SignedLine } from './signed-line.ts';

/** The calls about money and post, as shared/portal/contract.ts has them. */
export function createPaymentCalls(
  line: SignedLine,
): Pick<PortalAdapter, 'offerPayment' | 'readPayments' | 'tellEvents'> {
  return {
    async offerPayment({ dossierId, offerId, ...body }, options) {
      const params = { dossierId, offerId };
      return (await line.call('offerPayment', offerPaymentAnswerSchema, options, body, params)).output;
    },

    async readPayments(dossierIds, options) {
      const { output, clockOffsetMs } = await line.call('readPayments', readPaymentsAnswerSchema, options, {
        dossierIds,
      });
      return { ...output, clockOffsetMs };
    },

    tellEvents: async (events, options) =>
      (await line.call('tellEvents', tellEventsAnswerSchema, options, { events })).output.taken,
  };
}
