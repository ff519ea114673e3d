import { useQuery } from '@tanstack/react-query';
import { Camera, ChevronsRight, Keyboard, Smartphone } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Screen } from '../../app/screen.tsx';
import { useCoreQueries, useDevices, useGo } from '../../client/index.ts';
import { TileButton } from '../../components/tile-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { CardPictures } from './card-pictures.tsx';
import classes from './card-screen.module.css';
import { CodeTrouble } from './code-trouble.tsx';
import { identifyPlace, trackingWaits } from './places.ts';

/** "Hold your card here": nothing to touch when a reader is there, other ways for everybody else. */
export function CardScreen(props: {
  readonly procedureCode: string | null;
  readonly target: string;
  readonly back: string;
}) {
  const say = useStrings();
  const go = useGo();
  const queries = useCoreQueries();
  const { reader } = useDevices();
  const hasCamera = useHasCamera();
  const offer = useQuery({ ...queries.signIn.offer.queryOptions(), staleTime: 30_000 });
  const { procedureCode } = props;
  // A typed number opens nobody's list.
  const isTracking = procedureCode === trackingWaits;
  const isMissing = reader === undefined || reader.state === 'absent';
  return (
    <Screen
      layout="top"
      title={say(isMissing ? 'identify.card.title.ways' : 'identify.card.title')}
      lead={say(isMissing ? 'identify.card.lead.ways' : 'identify.card.lead')}
      back={{ onPress: () => go(props.back) }}
    >
      <div className={classes.card}>
        <div className={classes.show}>
          <CardPictures />
          <CodeTrouble />
        </div>
        <div className={classes.ways}>
          {hasCamera ? (
            <TileButton
              icon={Camera}
              title={say('identify.way.camera')}
              line={say('identify.way.camera.line')}
              onPress={() => go(identifyPlace(procedureCode, 'camera'))}
            />
          ) : null}
          {offer.data?.signIn === 'not-offered' ? null : (
            <TileButton
              icon={Smartphone}
              title={say('identify.way.phone')}
              line={say(
                offer.data?.signIn === 'unreachable' ? 'identify.way.phone.away' : 'identify.way.phone.line',
              )}
              onPress={() => go(identifyPlace(procedureCode, 'phone'))}
            />
          )}
          {isTracking ? null : (
            <TileButton
              icon={Keyboard}
              title={say('identify.way.type')}
              line={say('identify.way.type.line')}
              onPress={() => go(identifyPlace(procedureCode, 'name'))}
            />
          )}
          {procedureCode === null || isTracking ? null : (
            <TileButton
              icon={ChevronsRight}
              title={say('identify.way.without')}
              line={say('identify.way.without.line')}
              onPress={() => go(props.target)}
            />
          )}
        </div>
      </div>
    </Screen>
  );
}

/** Whether a camera is plugged in; its pictures are asked for only on the camera's own screen. */
function useHasCamera(): boolean {
  const [hasCamera, setHasCamera] = useState(false);
  useEffect(() => {
    const { mediaDevices } = navigator;
    if (mediaDevices === undefined) return;
    let isHere = true;
    const look = (): void => {
      void mediaDevices.enumerateDevices().then((devices) => {
        if (isHere) setHasCamera(devices.some(({ kind }) => kind === 'videoinput'));
      });
    };
    look();
    mediaDevices.addEventListener('devicechange', look);
    return () => {
      isHere = false;
      mediaDevices.removeEventListener('devicechange', look);
    };
  }, []);
  return hasCamera;
}
