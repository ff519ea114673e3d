import { useEffect, useState } from 'react';
import type { StepProps } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { useCore, useGo } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { ConsentScreen } from '../consent/consent-screen.tsx';
import { beginPlace } from '../fill/places.ts';
import { minePlace, trackPlace } from '../track/places.ts';
import { AccountScreen } from './account-screen.tsx';
import { CameraScreen } from './camera-screen.tsx';
import { CardScreen } from './card-screen.tsx';
import { PhoneScreen } from './phone-screen.tsx';
import { identifyPlace, readIdentifyPlace, trackingWaits } from './places.ts';
import { ShownScreen } from './shown-screen.tsx';
import { type Typed, TypeScreen, typedNothing } from './type-screen.tsx';
import { usePerson } from './use-person.ts';

/** The one purpose that everything here rests on (resources/consent). */
const handling = 'handle-dossier';

/**
 * Who is at the kiosk: told what it is used for, then a card, a phone or one's own words, then "Đúng là tôi" and on to
 * the form, which is filled in already.
 */
export function Identify(props: StepProps) {
  const go = useGo();
  const core = useCore();
  const [typed, setTyped] = useState<Typed>(typedNothing);
  const { procedureCode, screen } = readIdentifyPlace(props.place);
  const { who, consents, fault, refresh } = usePerson();

  const { target, behind } = roadOf(procedureCode);
  const notice = consents?.items.find(({ purpose }) => purpose === handling);
  const isTold = notice !== undefined && notice.given !== null;
  const isDone = isTold && who?.step === 'confirmed';
  useEffect(() => {
    if (isDone) void go(target);
  }, [isDone, go, target]);

  if (fault !== null) {
    return (
      <Screen layout="top" back={{ onPress: () => go(behind) }}>
        <FaultNotice code={fault} />
      </Screen>
    );
  }
  if (who === null || consents === null || isDone) return <Screen layout="top" />;
  if (notice !== undefined && !isTold) {
    return (
      <ConsentScreen
        item={notice}
        neededFrom={consents.neededFrom}
        onAgreed={refresh}
        onDeclined={async () => {
          await core.identity.forget();
          await go('/home');
        }}
        back={() => go(behind)}
      />
    );
  }
  if (who.step === 'shown') {
    return <ShownScreen who={who} onForget={() => go(identifyPlace(procedureCode, 'card'))} />;
  }
  const common = { procedureCode, target };
  switch (screen) {
    case null:
    case 'card':
      return <CardScreen {...common} back={behind} />;
    case 'camera':
      return <CameraScreen {...common} />;
    case 'phone':
      return <PhoneScreen {...common} />;
    case 'account':
      return <AccountScreen {...common} />;
    case 'name':
    case 'number':
    case 'birth':
      return (
        <TypeScreen key={screen} ask={screen} procedureCode={procedureCode} typed={typed} onType={setTyped} />
      );
  }
}

/** Where the person goes once they are known, and where "Quay lại" leads. */
function roadOf(procedureCode: string | null): { readonly target: string; readonly behind: string } {
  if (procedureCode === null) return { target: '/me', behind: '/home' };
  if (procedureCode === trackingWaits) return { target: minePlace, behind: trackPlace };
  return { target: beginPlace(procedureCode), behind: `/find/${procedureCode}` };
}
