import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { StepProps } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { queryFault, useCoreQueries, useGo, useHealth, useQueueNews } from '../../client/index.ts';
import { CallFault } from '../../components/fault-notice.tsx';
import { CodeScreen } from './code-screen.tsx';
import { MineScreen } from './mine-screen.tsx';
import { NumberScreen } from './number-screen.tsx';
import { OpenedScreen } from './opened-screen.tsx';
import { codePlace, readTrackPlace, trackPlace } from './places.ts';
import { StandingScreen } from './standing-screen.tsx';
import { StartScreen } from './start-screen.tsx';
import { WithdrawScreen } from './withdraw-screen.tsx';

/** While the core asks the portal; it gives up after ten seconds. */
const askAgainMs = 1_000;

/** "Tra cứu hồ sơ": by the receipt or the card, how the dossier stands, and what can still be done with it. */
export function Track(props: StepProps) {
  const place = readTrackPlace(props.place);
  switch (place.kind) {
    case 'start':
      return <StartScreen />;
    case 'code':
      return <CodeScreen />;
    case 'mine':
      return <MineScreen />;
    case 'elsewhere':
      return <Elsewhere key={place.code} code={place.code} />;
    case 'dossier':
      return <Dossier key={place.dossierId} dossierId={place.dossierId} screen={place.screen} />;
  }
}

function Elsewhere(props: { readonly code: string }) {
  const go = useGo();
  const queries = useCoreQueries();
  const found = useQuery({
    ...queries.tracking.find.queryOptions({ input: { code: props.code } }),
    gcTime: 0,
  });
  const fault = queryFault(found.error);
  if (found.data === undefined) {
    return (
      <Screen layout="top" back={{ onPress: () => go(codePlace) }}>
        <CallFault code={fault} />
      </Screen>
    );
  }
  return <StandingScreen dossier={found.data.dossier} here={null} />;
}

function Dossier(props: {
  readonly dossierId: string;
  readonly screen: Extract<ReturnType<typeof readTrackPlace>, { kind: 'dossier' }>['screen'];
}) {
  const go = useGo();
  const queries = useCoreQueries();
  const { count } = useQueueNews();
  const network = useHealth().network.state;
  const { dossierId } = props;
  const view = useQuery({
    ...queries.tracking.view.queryOptions({ input: { dossierId } }),
    gcTime: 0,
    // News that comes while the first answer is still on its way to the page would be missed.
    refetchInterval: (query) => (query.state.data?.isAsking === true ? askAgainMs : false),
  });
  const { refetch } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each piece of news, and a road that is back, asks again
  useEffect(() => {
    void refetch();
  }, [count, network, refetch]);
  const fault = queryFault(view.error);
  if (view.data === undefined) {
    return (
      <Screen layout="top" back={{ onPress: () => go(trackPlace) }}>
        <CallFault code={fault} />
      </Screen>
    );
  }
  const dossier = view.data;
  switch (props.screen) {
    case 'standing':
      return <StandingScreen dossier={dossier} here={dossier} />;
    case 'number':
      return <NumberScreen dossier={dossier} onOpened={() => void refetch()} />;
    case 'papers':
      return <OpenedScreen dossier={dossier} news={count} />;
    case 'withdraw':
    case 'reason':
      return <WithdrawScreen dossierId={dossierId} isTyping={props.screen === 'reason'} />;
  }
}
