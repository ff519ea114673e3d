import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ConsentList, IdentityState } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { queryFault, unlessRestarting, useCoreQueries, useIdentityNews } from '../../client/index.ts';

/** Who is here and what they agreed to, asked for again whenever the core tells that something changed. */
export function usePerson(): {
  /** Null until the core has answered the first time. */
  readonly who: IdentityState | null;
  readonly consents: ConsentList | null;
  readonly fault: FaultCode | null;
  /** Asks again; resolves when both answers are here. */
  refresh(): Promise<void>;
} {
  const queries = useCoreQueries();
  const { count } = useIdentityNews();
  const who = useQuery({ ...queries.identity.state.queryOptions(), gcTime: 0 });
  const consents = useQuery({ ...queries.consent.list.queryOptions(), gcTime: 0 });
  const error = who.error ?? consents.error;
  const fault = queryFault(error);

  const refresh = async (): Promise<void> => {
    await Promise.all([who.refetch(), consents.refetch()]);
  };
  const latest = useRef(refresh);
  latest.current = refresh;
  const told = useRef(count);
  useEffect(() => {
    if (told.current === count) return;
    told.current = count;
    void latest.current();
  }, [count]);
  // A core that starts again answers after a moment.
  useEffect(() => {
    if (fault !== 'CORE_RESTARTING') return;
    const timer = setTimeout(() => void latest.current(), 500);
    return () => clearTimeout(timer);
  }, [fault]);

  return {
    who: who.data ?? null,
    consents: consents.data ?? null,
    fault: unlessRestarting(fault),
    refresh,
  };
}
