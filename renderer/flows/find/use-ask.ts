import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { expectFault, unlessRestarting, useLinkState } from '../../client/index.ts';

/** What the core answered so far, and the fault when it could not. */
export interface Asked<T> {
  readonly data: T | undefined;
  readonly fault: FaultCode | null;
}

/** Asks the core, and asks again when a restarted core is back. A failure without a fault is a defect and thrown on. */
export function useAsk<T, E, K extends QueryKey>(options: UseQueryOptions<T, E, T, K>): Asked<T> {
  const query = useQuery(options);
  useAskAgain(query);
  return { data: query.data, fault: faultBehind(query) };
}

/** Repeats a question that failed, as soon as there is a core again. */
export function useAskAgain(query: {
  readonly isError: boolean;
  readonly refetch: () => Promise<unknown>;
}): void {
  const isConnected = useLinkState() === 'connected';
  const { isError, refetch } = query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new road is a reason to ask again
  useEffect(() => {
    if (isConnected && isError) void refetch();
  }, [isConnected]);
}

/** The fault of a failed question that is to be shown. */
export function faultBehind(query: { readonly isError: boolean; readonly error: unknown }): FaultCode | null {
  return query.isError ? unlessRestarting(expectFault(query.error)) : null;
}
