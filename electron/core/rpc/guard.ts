import { implement, ORPCError, ValidationError } from '@orpc/server';
import type { Clock } from '../../../shared/clock.ts';
import { type CallRules, contract, mayCall, type Phase, type Role } from '../../../shared/contract/index.ts';
import { type FaultCode, type FaultDetails, isKioskFault } from '../../../shared/faults/index.ts';
import type { Log } from '../diagnostics/index.ts';

/** What every handler is given. The role comes from the core's own session; the page cannot claim one. */
export interface CallContext {
  readonly role: () => Role;
  readonly phase: () => Phase;
  readonly clock: Clock;
  readonly log: Log;
}

type FaultMaker = (code: FaultCode, details?: FaultDetails) => Error | null;

/** Makes the typed error of a fault, when the call declares it; a fault that it does not declare is a defect. */
function faultMaker(declared: object): FaultMaker {
  return (code, details = {}) =>
    code in declared ? new ORPCError(code, { defined: true, data: { details } }) : null;
}

/** Where in the input something is wrong, without repeating the value: "reading.textSize, place". */
function wrongFields(cause: ValidationError): string {
  const paths = cause.issues.map((issue) =>
    (issue.path ?? []).map((part) => (typeof part === 'object' ? String(part.key) : String(part))).join('.'),
  );
  return [...new Set(paths.map((text) => text || '(input)'))].slice(0, 20).join(', ');
}

/** The builder of the whole router: role, readiness, time limit and fault mapping stand before every handler. */
export const guarded = implement(contract)
  .$context<CallContext>()
  .use(async ({ context, procedure, path, next }) => {
    const rules = procedure['~orpc'].meta as CallRules;
    const makeFault = faultMaker(procedure['~orpc'].errorMap);
    const name = path.join('.');
    const refuse = (code: FaultCode, details: FaultDetails): never => {
      context.log.warn('call refused', { call: name, code });
      throw makeFault(code, details) ?? new ORPCError('FORBIDDEN');
    };
    if (!mayCall(context.role(), rules)) refuse('ROLE_REFUSED', { call: name });
    const phase = context.phase();
    if (!rules.servedBeforeReady && phase.kind !== 'ready') {
      refuse(phase.kind === 'paused' ? 'KIOSK_PAUSED' : 'NOT_READY', { call: name });
    }
    try {
      return rules.timeoutMs === null
        ? await next()
        : await withLimit(next(), rules.timeoutMs, context.clock, () =>
            makeFault('CALL_TIMED_OUT', { call: name }),
          );
    } catch (error) {
      if (isKioskFault(error)) {
        context.log.failure('call raised a fault', error, { call: name });
        const typed = makeFault(error.code, error.details);
        if (typed !== null) throw typed;
        throw new ORPCError('INTERNAL_SERVER_ERROR', { message: 'undeclared fault' });
      }
      if (error instanceof ORPCError) {
        if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
          refuse('INPUT_REFUSED', { call: name, fields: wrongFields(error.cause) });
        }
        throw error;
      }
      context.log.failure('call failed by a defect', error, { call: name });
      throw new ORPCError('INTERNAL_SERVER_ERROR', { message: 'defect' });
    }
  });

function withLimit<T>(
  work: PromiseLike<T> | T,
  limitMs: number,
  clock: Clock,
  makeError: () => Error | null,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, () => reject(makeError() ?? new ORPCError('TIMEOUT')));
    Promise.resolve(work).then(resolve, reject).finally(cancel);
  });
}
