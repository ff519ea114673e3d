import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { FeeView } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { queryFault, useCoreQueries, useFeeNews } from '../../client/index.ts';

/** Somebody waits before the code: the core asks the portal at each look. */
const lookAgainMs = 3_000;

/** The fee of a dossier, kept up to date; null while it is not known. */
export function useFee(
  dossierId: string,
  options: { readonly isWaiting?: boolean } = {},
): { readonly fee: FeeView | null; readonly fault: FaultCode | null; readonly refetch: () => void } {
  const queries = useCoreQueries();
  const news = useFeeNews();
  const view = useQuery({
    ...queries.fees.view.queryOptions({ input: { dossierId } }),
    gcTime: 0,
    refetchInterval: options.isWaiting === true ? lookAgainMs : false,
  });
  const { refetch } = view;
  useEffect(() => {
    if (news.dossierId === dossierId && news.count > 0) void refetch();
  }, [news, dossierId, refetch]);
  const fault = queryFault(view.error);
  return { fee: view.data ?? null, fault, refetch: () => void refetch() };
}
