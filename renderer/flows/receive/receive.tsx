import { useQuery } from '@tanstack/react-query';
import { Building2, Mailbox } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { PostView } from '../../../shared/contract/index.ts';
import type { Delivery } from '../../../shared/dossier/manifest.ts';
import type { StepProps } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import {
  queryFault,
  useAttempt,
  useCore,
  useCoreQueries,
  useFeeNews,
  useGo,
  useKiosk,
} from '../../client/index.ts';
import { CallFault, FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { PostScreens } from '../submit/post-screens.tsx';
import { dossierPlace } from '../track/places.ts';
import { DeliveryFacts } from './delivery-facts.tsx';
import { type ReceiveScreen, readReceivePlace, receivePlace } from './places.ts';
import classes from './receive.module.css';

/** "Nơi nhận kết quả": where the result goes, how far it is, and another way as long as it has not left. */
export function Receive(props: StepProps) {
  const go = useGo();
  const place = readReceivePlace(props.place);
  if (place === null) {
    return (
      <Screen layout="top" back={{ onPress: () => go('/home') }}>
        <FaultNotice code="TRACK_NONE" />
      </Screen>
    );
  }
  return <Way key={place.dossierId} {...place} />;
}

function Way(props: { readonly dossierId: string; readonly screen: ReceiveScreen }) {
  const go = useGo();
  const core = useCore();
  const queries = useCoreQueries();
  const news = useFeeNews();
  const { dossierId, screen } = props;
  const view = useQuery({ ...queries.post.view.queryOptions({ input: { dossierId } }), gcTime: 0 });
  const { refetch } = view;
  useEffect(() => {
    if (news.dossierId === dossierId && news.count > 0) void refetch();
  }, [news, dossierId, refetch]);
  // One press is one change, also when its answer was lost; the next address is another one.
  const press = useRef({ id: crypto.randomUUID(), of: '' });
  const fault = queryFault(view.error);
  const back = dossierPlace(dossierId, 'papers');
  if (view.data === undefined) {
    return (
      <Screen layout="top" back={{ onPress: () => go(back) }}>
        <CallFault code={fault} />
      </Screen>
    );
  }

  async function change(delivery: Delivery): Promise<void> {
    const of = JSON.stringify(delivery);
    if (press.current.of !== of) press.current = { id: crypto.randomUUID(), of };
    await core.post.change({ dossierId, eventId: press.current.id, delivery });
    await refetch();
    await go(receivePlace(dossierId));
  }

  if (screen === 'standing') return <Standing view={view.data} back={back} onChange={change} />;
  return (
    <PostScreens
      step={screen}
      delivery={view.data.delivery}
      filer={{ fullName: '', phone: null }}
      placeOf={(step) => receivePlace(dossierId, step)}
      before={receivePlace(dossierId)}
      onDelivery={change}
    />
  );
}

function Standing(props: {
  readonly view: PostView;
  readonly back: string;
  readonly onChange: (delivery: Delivery) => Promise<void>;
}) {
  const say = useStrings();
  const go = useGo();
  const attempt = useAttempt();
  const office = useKiosk()?.office?.name ?? '';
  const { view, back, onChange } = props;
  const { delivery, dossierId } = view;
  const isPost = delivery?.way === 'post';
  return (
    <Screen
      title={say('post.receive.title')}
      lead={isPost ? say('post.receive.post') : say('post.receive.office', { office })}
      back={{ onPress: () => go(back) }}
    >
      <Pages label={say('post.receive.title')}>
        <DeliveryFacts letter={view} />
        {view.isPlaceGone ? <Notice tone="attention" title={say('post.receive.gone')} /> : null}
        {view.mayChange ? (
          <div className={classes.choices}>
            <TileButton
              icon={Mailbox}
              look={view.isPlaceGone ? 'soft' : 'plain'}
              title={say(isPost ? 'post.receive.change' : 'post.receive.byPost')}
              onPress={() => go(receivePlace(dossierId, 'recipient'))}
            />
            {isPost ? (
              <TileButton
                icon={Building2}
                title={say('post.receive.atOffice')}
                line={office}
                onPress={() => attempt(() => onChange({ way: 'office' }))}
              />
            ) : null}
          </div>
        ) : (
          <Notice
            tone="info"
            title={say(view.dispatchedAtMs === null ? 'post.receive.erased' : 'post.receive.gone.out')}
          />
        )}
      </Pages>
    </Screen>
  );
}
