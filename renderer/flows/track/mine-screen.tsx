import { useQuery } from '@tanstack/react-query';
import { FileText, IdCard } from 'lucide-react';
import { useEffect } from 'react';
import type { Tracked } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { queryFault, useCoreQueries, useGo, useIdentityNews, useQueueNews } from '../../client/index.ts';
import { Code } from '../../components/code.tsx';
import { CallFault } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { identifyPlace, trackingWaits } from '../identify/places.ts';
import { dossierPlace, trackPlace } from './places.ts';
import { useStanding } from './standing-words.ts';
import classes from './track.module.css';

/** The dossiers of the person whose card was shown. */
export function MineScreen() {
  const say = useStrings();
  const go = useGo();
  const queries = useCoreQueries();
  const { count } = useQueueNews();
  const { step } = useIdentityNews();
  const mine = useQuery({ ...queries.tracking.mine.queryOptions(), gcTime: 0 });
  const { refetch } = mine;
  // biome-ignore lint/correctness/useExhaustiveDependencies: news of a dossier or of the person asks again
  useEffect(() => {
    void refetch();
  }, [count, step, refetch]);
  const fault = queryFault(mine.error);
  const back = { onPress: () => go(trackPlace) };
  if (mine.data === undefined) {
    return (
      <Screen layout="top" back={back}>
        <CallFault code={fault} />
      </Screen>
    );
  }
  const { isKnown, dossiers } = mine.data;
  if (!isKnown) {
    return (
      <Screen title={say('track.mine.title')} lead={say('track.mine.card')} back={back}>
        <TileButton
          icon={IdCard}
          look="soft"
          title={say('track.mine.show')}
          line={say('track.mine.card.line')}
          onPress={() => go(identifyPlace(trackingWaits))}
        />
      </Screen>
    );
  }
  return (
    <Screen layout="top" title={say('track.mine.title')} lead={say('track.mine.lead')} back={back}>
      {dossiers.length === 0 ? (
        <Notice tone="info" title={say('track.mine.none')}>
          <p>{say('track.mine.none.line')}</p>
        </Notice>
      ) : (
        <PagedList
          label={say('track.mine.title')}
          items={dossiers}
          keyOf={({ dossierId }) => dossierId}
          render={(dossier) => <MyDossier dossier={dossier} />}
        />
      )}
    </Screen>
  );
}

function MyDossier({ dossier }: { readonly dossier: Tracked }) {
  const go = useGo();
  const { title } = useStanding(dossier, dossier);
  return (
    <div className={classes.mine}>
      <TileButton
        icon={FileText}
        title={dossier.procedureName}
        titleLang="vi"
        line={
          <>
            {title} · <Code>{dossier.code}</Code>
          </>
        }
        onPress={() => go(dossierPlace(dossier.dossierId))}
      />
    </div>
  );
}
