import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { FeeFile } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { Screen } from '../../app/screen.tsx';
import { expectFault, queryFault, useCore, useCoreQueries, useFeeNews, useGo } from '../../client/index.ts';
import { CallFault } from '../../components/fault-notice.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { ActScreen } from './act-screen.tsx';
import { FileScreen } from './file-screen.tsx';
import { feesPlace } from './places.ts';

/** What the officer is about to do with this fee. */
export type FeeAct =
  | { readonly kind: 'cash' | 'confirm' | 'due' | 'exemption' }
  | { readonly kind: 'correct' | 'refund' | 'accept'; readonly payment: FeeFile['payments'][number] };

/** One fee: how it stands, every happening, and what an officer does about it. */
export function FileArea({ dossierId }: { readonly dossierId: string }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const queries = useCoreQueries();
  const cache = useQueryClient();
  const news = useFeeNews();
  const options = queries.fees.file.queryOptions({ input: { dossierId } });
  const file = useQuery({ ...options, gcTime: 0 });
  const [act, setAct] = useState<FeeAct | null>(null);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const [changeVnd, setChangeVnd] = useState<number | null>(null);
  const press = useRef(crypto.randomUUID());
  const { refetch } = file;
  useEffect(() => {
    if (news.dossierId === dossierId && news.count > 0) void refetch();
  }, [news, dossierId, refetch]);
  const failed = queryFault(file.error);
  if (file.data === undefined) {
    return (
      <Screen layout="top" title={say('fees.title')} back={{ onPress: () => go(feesPlace) }}>
        <CallFault code={failed} />
      </Screen>
    );
  }

  function begin(next: FeeAct): void {
    press.current = crypto.randomUUID();
    setFault(null);
    setChangeVnd(null);
    setAct(next);
  }

  /** The same press again, after an answer that was lost, is the same act. */
  async function carryOut(
    work: (key: { readonly dossierId: string; readonly eventId: string }) => Promise<FeeFile>,
  ): Promise<void> {
    try {
      const next = await work({ dossierId, eventId: press.current });
      cache.setQueryData(options.queryKey, next);
      setFault(null);
    } catch (error) {
      setFault(expectFault(error));
    }
    setAct(null);
  }

  if (act !== null) {
    return (
      <ActScreen
        act={act}
        file={file.data}
        onBack={() => setAct(null)}
        onCash={(vnd, givenVnd) =>
          carryOut(async (key) => {
            const taken = await core.fees.takeCash({ ...key, vnd, givenVnd });
            setChangeVnd(taken.changeVnd);
            return taken.file;
          })
        }
        onAct={carryOut}
      />
    );
  }
  return <FileScreen file={file.data} fault={fault} changeVnd={changeVnd} onAct={begin} />;
}
