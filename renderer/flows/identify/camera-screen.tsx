import { useRef } from 'react';
import { Screen } from '../../app/screen.tsx';
import { expectFault, useCore, useGo } from '../../client/index.ts';
import { Notice } from '../../components/notice.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './camera-screen.module.css';
import { CodeTrouble } from './code-trouble.tsx';
import { identifyPlace } from './places.ts';
import { useCardCamera } from './use-card-camera.ts';

/** The kiosk's camera as a reader: the person sees themselves hold the card, as in a mirror. */
export function CameraScreen(props: { readonly procedureCode: string | null }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const video = useRef<HTMLVideoElement>(null);
  const state = useCardCamera(video, async (bytes) => {
    try {
      await core.identity.showCode({
        from: 'camera',
        bytes: btoa(String.fromCharCode(...bytes.subarray(0, 4_000))),
      });
    } catch (error) {
      // What was wrong with the code comes back as news of the identity.
      expectFault(error);
    }
  });
  const back = identifyPlace(props.procedureCode, 'card');
  return (
    <Screen
      layout="top"
      title={say('identify.camera.title')}
      lead={say('identify.camera.lead')}
      back={{ onPress: () => go(back) }}
    >
      <CodeTrouble />
      {state === 'missing' || state === 'closed' ? (
        <Notice tone="attention" title={say('identify.camera.none')}>
          <p>{say('identify.camera.none.line')}</p>
        </Notice>
      ) : (
        <div className={classes.mirror}>
          <video ref={video} muted playsInline aria-label={say('identify.camera.picture')} />
          <span className={classes.frame} aria-hidden />
          <p role="status">
            {say(state === 'looking' ? 'identify.camera.looking' : 'identify.camera.opening')}
          </p>
        </div>
      )}
    </Screen>
  );
}
