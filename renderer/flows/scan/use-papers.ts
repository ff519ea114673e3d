import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { PapersState } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { queryFault, unlessRestarting, useCoreQueries, usePapersNews } from '../../client/index.ts';

/** The papers of the open form, asked again whenever the core tells of a change. */
export function usePapers(): {
  readonly papers: PapersState | undefined;
  readonly fault: FaultCode | null;
  /** Takes over what a call returned, without waiting for the event. */
  take(next: PapersState): void;
} {
  const queries = useCoreQueries();
  const cache = useQueryClient();
  const news = usePapersNews();
  const draft = useQuery({ ...queries.drafts.current.queryOptions(), gcTime: 0 });
  const draftId = draft.data?.draftId;
  const options = queries.papers.state.queryOptions({ input: { draftId: draftId ?? '' } });
  const papers = useQuery({ ...options, enabled: draftId !== undefined, gcTime: 0 });
  const { refetch } = papers;
  const isAsked = draftId !== undefined;
  const { count } = news;
  useEffect(() => {
    if (isAsked && count > 0) void refetch();
  }, [isAsked, count, refetch]);
  const error = draft.error ?? papers.error;
  const fault = queryFault(error);
  useEffect(() => {
    if (fault !== 'CORE_RESTARTING') return;
    const timer = setTimeout(() => {
      void draft.refetch();
      if (isAsked) void refetch();
    }, 500);
    return () => clearTimeout(timer);
  }, [fault, draft, refetch, isAsked]);
  return {
    // The scan of the newest news: the state that was asked for may be older.
    papers:
      papers.data === undefined
        ? undefined
        : { ...papers.data, scan: news.count > 0 ? news.scan : papers.data.scan },
    fault: draft.data === null ? 'DRAFT_NONE' : unlessRestarting(fault),
    take: (next) => cache.setQueryData(options.queryKey, next),
  };
}
