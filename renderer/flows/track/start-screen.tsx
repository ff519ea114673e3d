import { IdCard, Keyboard } from 'lucide-react';
import { Screen } from '../../app/screen.tsx';
import { useDevices, useGo } from '../../client/index.ts';
import { TileButton } from '../../components/tile-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { codePlace, minePlace } from './places.ts';
import { ReceiptPicture } from './receipt-picture.tsx';
import classes from './track.module.css';

/** The ways to a dossier: its receipt before the reader, its code, or the card. */
export function StartScreen() {
  const say = useStrings();
  const go = useGo();
  const { reader } = useDevices();
  const hasReader = reader !== undefined && reader.state !== 'absent';
  return (
    <Screen
      layout="top"
      title={say('track.title')}
      lead={say('track.lead')}
      back={{ onPress: () => go('/home') }}
    >
      <div className={classes.start}>
        <div className={classes.receipt}>
          <ReceiptPicture className={classes.receiptPicture ?? ''} />
          {hasReader ? (
            <p>
              <b>{say('track.by.receipt')}</b>
              <span>{say('track.by.receipt.line')}</span>
            </p>
          ) : null}
        </div>
        <div className={classes.ways}>
          <TileButton
            icon={Keyboard}
            look="soft"
            title={say('track.by.code')}
            line={say('track.by.code.line')}
            onPress={() => go(codePlace)}
          />
          <TileButton
            icon={IdCard}
            title={say('track.by.card')}
            line={say('track.by.card.line')}
            onPress={() => go(minePlace)}
          />
        </div>
      </div>
    </Screen>
  );
}
