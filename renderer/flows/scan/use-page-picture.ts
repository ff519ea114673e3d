import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { queryFault, useCore } from '../../client/index.ts';

/** The address of a page's picture in this page's memory; null until it is there. Nothing of it is kept after. */
export function usePagePicture(
  draftId: string,
  page: { readonly pageId: string; readonly picture: string },
): string | null {
  const core = useCore();
  const { pageId, picture } = page;
  const asked = useQuery({
    // The picture's own name is part of the key: another edit, another picture.
    queryKey: ['page picture', draftId, pageId, picture],
    queryFn: () => core.papers.picture({ draftId, pageId }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10_000,
  });
  const { data, error } = asked;
  queryFault(error);
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (data === undefined) return;
    const made = URL.createObjectURL(data);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return address;
}
