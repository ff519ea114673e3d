import { Hash, MapPin, Printer, Stamp } from 'lucide-react';
import { useRef, useState } from 'react';
import type { PostRow } from '../../../shared/contract/index.ts';
import { type PostPayer, postPayers } from '../../../shared/dossier/post.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { Screen } from '../../app/screen.tsx';
import { expectFault, useCore, useGo } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { PrintingNotice, usePrinting } from '../../components/printing.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { DeliveryFacts } from '../../flows/receive/delivery-facts.tsx';
import { receivePlace } from '../../flows/receive/places.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { Asks } from '../fees/asks.tsx';
import classes from './post.module.css';

/** One letter: where it goes, label, postage, number. */
export function LetterScreen(props: {
  readonly row: PostRow;
  readonly onBack: () => void;
  readonly onChange: () => void;
}) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const { printing, print } = usePrinting();
  const { row, onBack, onChange } = props;
  const { dossierId, delivery } = row;
  const [doing, setDoing] = useState<'nothing' | 'number' | 'payer' | 'postage'>('nothing');
  const [payer, setPayer] = useState<PostPayer>(row.payer);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const press = useRef(crypto.randomUUID());

  async function carryOut(
    work: (key: { readonly dossierId: string; readonly eventId: string }) => Promise<unknown>,
  ): Promise<void> {
    try {
      await work({ dossierId, eventId: press.current });
      setFault(null);
      onChange();
    } catch (error) {
      setFault(expectFault(error));
    }
    press.current = crypto.randomUUID();
    setDoing('nothing');
  }

  if (doing === 'number') {
    return (
      <Asks
        asks={[
          {
            title: say('post.track.title'),
            lead: say('post.track.lead'),
            kind: 'code',
            start: row.trackingNumber ?? '',
            check: (text) => (/^[0-9A-Za-z]{6,30}$/.test(text) ? null : say('post.track.wrong')),
          },
        ]}
        onBack={() => setDoing('nothing')}
        onDone={([trackingNumber = '']) =>
          carryOut((key) => core.post.setTracking({ ...key, trackingNumber: trackingNumber.toUpperCase() }))
        }
      />
    );
  }
  if (doing === 'payer') {
    return (
      <Screen title={say('post.payer.title')} back={{ onPress: () => setDoing('nothing') }}>
        <div className={classes.acts}>
          {postPayers.map((one) => (
            <TileButton
              key={one}
              title={say(`post.payer.${one}`)}
              onPress={() => {
                setPayer(one);
                setDoing('postage');
              }}
            />
          ))}
        </div>
      </Screen>
    );
  }
  if (doing === 'postage') {
    return (
      <Asks
        asks={[
          {
            title: say('post.postage.title'),
            lead: say('post.postage.lead'),
            kind: 'money',
            start: row.postageVnd === null ? '' : String(row.postageVnd),
            check: () => null,
          },
        ]}
        onBack={() => setDoing('payer')}
        onDone={([vnd = '']) =>
          carryOut((key) =>
            core.post.setPostage({
              ...key,
              postageVnd: vnd === '' ? null : Number(vnd),
              payer,
              note: row.note,
            }),
          )
        }
      />
    );
  }
  return (
    <Screen layout="top" title={row.code} lead={row.procedureName} back={{ onPress: onBack }}>
      {fault === null ? null : <FaultNotice code={fault} withStaffSteps />}
      <PrintingNotice printing={printing} />
      <Pages label={row.code}>
        <DeliveryFacts letter={row} forOfficer />
        {row.isPlaceGone && delivery?.way === 'post'
          ? row.placesNow.slice(0, 3).map((place) => (
              <TouchButton
                key={place.communeCode}
                look="soft"
                onPress={() =>
                  carryOut((key) => core.post.change({ ...key, delivery: { ...delivery, ...place } }))
                }
              >
                {say('post.useNow', { place: place.commune })}
              </TouchButton>
            ))
          : null}
        <div className={classes.acts}>
          <TouchButton
            look="soft"
            icon={<Printer aria-hidden />}
            isDisabled={printing.kind === 'printing' || row.isPlaceGone}
            onPress={() => print(() => core.post.printLabel({ dossierId }))}
          >
            {say('post.label')}
          </TouchButton>
          <TouchButton icon={<Hash aria-hidden />} onPress={() => setDoing('number')}>
            {say('post.track')}
          </TouchButton>
          <TouchButton icon={<Stamp aria-hidden />} onPress={() => setDoing('payer')}>
            {say('post.postage')}
          </TouchButton>
          {row.mayChange ? (
            <TouchButton icon={<MapPin aria-hidden />} onPress={() => go(receivePlace(dossierId))}>
              {say('post.change')}
            </TouchButton>
          ) : null}
        </div>
      </Pages>
    </Screen>
  );
}
