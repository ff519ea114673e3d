import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Officer } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { queryFault, useCoreQueries, useGo, useQueueNews } from '../../client/index.ts';
import { CallFault } from '../../components/fault-notice.tsx';
import { ControlSlipScreen } from './control-slip-screen.tsx';
import { ActsScreen, DossierScreen } from './dossier-screen.tsx';
import { ExportScreen } from './export-screen.tsx';
import { type DeskScreen, deskPlace } from './places.ts';
import { ReasonScreen } from './reason-screen.tsx';
import { RefusalScreen } from './refusal-screen.tsx';
import { SupplementScreen } from './supplement-screen.tsx';

/** What was just done with the dossier, said on its screen until something else is done. */
export type Done = 'retried' | 'paper' | 'cancel' | 'form' | null;

/** One dossier: what it is, and each thing that an officer does with it. */
export function DossierArea(props: {
  readonly dossierId: string;
  readonly screen: DeskScreen;
  readonly officer: Officer;
}) {
  const go = useGo();
  const queries = useCoreQueries();
  const { count } = useQueueNews();
  const { dossierId } = props;
  const [done, setDone] = useState<Done>(null);
  const opened = useQuery({ ...queries.desk.open.queryOptions({ input: { dossierId } }), gcTime: 0 });
  const { refetch } = opened;
  // biome-ignore lint/correctness/useExhaustiveDependencies: news of any dossier asks again
  useEffect(() => void refetch(), [count, refetch]);
  const fault = queryFault(opened.error);
  const dossier = opened.data;
  if (dossier === undefined) {
    return (
      <Screen layout="top" back={{ onPress: () => go(deskPlace) }}>
        <CallFault code={fault} />
      </Screen>
    );
  }
  const about = {
    dossier,
    onDone: async (what: Done) => {
      setDone(what);
      await refetch();
    },
  };
  switch (props.screen) {
    case 'dossier':
      return <DossierScreen dossier={dossier} done={done} />;
    case 'acts':
      // One that is erased or cannot be read leaves nothing to choose: its own screen says why.
      return dossier.can.length === 0 ? (
        <DossierScreen dossier={dossier} done={done} />
      ) : (
        <ActsScreen {...about} />
      );
    case 'paper':
      return <ReasonScreen {...about} act="paper" />;
    case 'cancel':
      return <ReasonScreen {...about} act="cancel" />;
    case 'export':
      return <ExportScreen dossier={dossier} />;
    case 'supplement-request':
      return <SupplementScreen {...about} />;
    case 'refusal':
      return <RefusalScreen {...about} />;
    case 'control-slip':
      return <ControlSlipScreen {...about} officer={props.officer} />;
  }
}
