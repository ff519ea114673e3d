import { History, MapPin, MapPinned, Pencil, PenLine } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { type Address, asRecord } from '../../../../shared/form/index.ts';
import type { Commune, OldPlace, PlaceHit, Province } from '../../../../shared/places/places.ts';
import { Button } from '../../../components/button.tsx';
import { PagedList } from '../../../components/paged-list.tsx';
import { TouchButton } from '../../../components/touch-button.tsx';
import { KioskTextField } from '../../../keyboard/index.ts';
import { useStrings } from '../../../strings/use-strings.ts';
import { useDraft } from '../draft-context.tsx';
import classes from './ask-where.module.css';
import { type InputProps, useAnswer } from './use-answer.ts';

/** How the commune is being found. */
type Way =
  | { readonly kind: 'search' }
  | { readonly kind: 'provinces' }
  | { readonly kind: 'communes'; readonly province: Province }
  | { readonly kind: 'written' };

const mostHits = 6;

/** Province and commune of today: by name (old names too), by list, or an old address kept as it was written. */
export function AskWhere(props: InputProps) {
  const say = useStrings();
  const answer = useAnswer(props);
  const { places } = useDraft().context;
  const address = readAddress(answer.value);
  const commune = address.communeCode === undefined ? undefined : places.findCommune(address.communeCode);
  const [way, setWay] = useState<Way | null>(null);

  function choose(next: Commune, keepWritten = false): void {
    answer.set({
      provinceCode: next.provinceCode,
      communeCode: next.code,
      ...(address.detail === undefined ? {} : { detail: address.detail }),
      ...(keepWritten && address.asWritten !== undefined ? { asWritten: address.asWritten } : {}),
    });
    setWay(null);
  }

  const shown: Way | 'chosen' =
    way ??
    (commune !== undefined ? 'chosen' : { kind: address.asWritten === undefined ? 'search' : 'written' });
  if (shown === 'chosen' && commune !== undefined) {
    return (
      <div className={classes.where}>
        <div className={classes.chosen} data-problem={props.problem === null ? undefined : ''}>
          <MapPin aria-hidden />
          <p>
            <b lang="vi">{capital(places.nameOf(commune))}</b>
            {address.asWritten === undefined ? null : (
              <small>{say('fill.where.onPaper', { address: address.asWritten })}</small>
            )}
          </p>
          <TouchButton icon={<Pencil aria-hidden />} onPress={() => setWay({ kind: 'search' })}>
            {say('fill.where.again')}
          </TouchButton>
        </div>
        <Problem text={props.problem} />
      </div>
    );
  }
  const active = shown === 'chosen' ? ({ kind: 'search' } as const) : shown;
  switch (active.kind) {
    case 'search':
      return <Search {...props} onChoose={choose} onWay={setWay} />;
    case 'provinces':
      return (
        <Pick
          label={say('fill.where.province')}
          items={places.provinces}
          keyOf={({ code }) => code}
          textOf={({ name, type }) => `${type} ${name}`}
          onPick={(province) => setWay({ kind: 'communes', province })}
          onSearch={() => setWay({ kind: 'search' })}
        />
      );
    case 'communes':
      return (
        <Pick
          label={`${active.province.type} ${active.province.name}`}
          items={places.communesOf(active.province.code)}
          keyOf={({ code }) => code}
          textOf={({ name, type }) => `${type} ${name}`}
          onPick={(one) => choose(one)}
          onSearch={() => setWay({ kind: 'provinces' })}
        />
      );
    case 'written':
      return <Written {...props} address={address} onChoose={choose} onWay={setWay} />;
  }
}

function readAddress(value: unknown): Address {
  if (typeof value === 'string') return { asWritten: value };
  const record = asRecord(value);
  const text = (part: unknown) => (typeof part === 'string' && part !== '' ? part : undefined);
  return {
    provinceCode: text(record?.provinceCode),
    communeCode: text(record?.communeCode),
    detail: text(record?.detail),
    asWritten: text(record?.asWritten),
  };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function Problem(props: { readonly text: string | null }) {
  return props.text === null ? null : (
    <p className={classes.problem} role="alert">
      {props.text}
    </p>
  );
}

/** A few letters of today's or of the old name find the commune. */
function Search(
  props: InputProps & {
    readonly onChoose: (commune: Commune) => void;
    readonly onWay: (way: Way) => void;
  },
) {
  const say = useStrings();
  const draft = useDraft();
  const { places } = draft.context;
  const [text, setText] = useState('');
  const newest = useRef('');
  const asked = useDeferredValue(text.trim());
  const hits = useMemo(
    (): readonly PlaceHit[] => (asked === '' ? [] : places.search(asked, { limit: mostHits })),
    [asked, places],
  );
  const here = places.findCommune(draft.communeCode);
  const offered: readonly PlaceHit[] =
    asked === '' && here !== undefined ? [{ kind: 'commune', commune: here }] : hits;
  return (
    <div className={classes.where}>
      <KioskTextField
        label={say('fill.where.search')}
        kind="name"
        value={text}
        onChange={(next) => {
          newest.current = next.trim();
          setText(next);
        }}
        problem={props.problem}
        onEnter={() => {
          // By the letters as they stand now: the list may still be that of the letter before.
          const first = newest.current === '' ? undefined : places.search(newest.current, { limit: 1 })[0];
          if (first !== undefined) props.onChoose(communeOf(first));
          else props.onNext();
        }}
        autoFocus
      />
      <ul className={classes.hits} aria-label={say('fill.where.found')} aria-live="polite">
        {offered.map((hit) => (
          <li key={`${hit.kind} ${communeOf(hit).code} ${hit.kind === 'old' ? hit.old.name : ''}`}>
            <HitButton hit={hit} onChoose={props.onChoose} />
          </li>
        ))}
        {asked !== '' && hits.length === 0 ? (
          <li className={classes.nothing}>{say('fill.where.nothing')}</li>
        ) : null}
        <li>
          <Button className={classes.hit} onPress={() => props.onWay({ kind: 'provinces' })}>
            <MapPinned aria-hidden />
            <span>{say('fill.where.byProvince')}</span>
          </Button>
        </li>
        <li>
          <Button className={classes.hit} onPress={() => props.onWay({ kind: 'written' })}>
            <PenLine aria-hidden />
            <span>{say('fill.where.byHand')}</span>
          </Button>
        </li>
      </ul>
    </div>
  );
}

function communeOf(hit: PlaceHit): Commune {
  return hit.kind === 'commune' ? hit.commune : hit.old.now;
}

function HitButton(props: { readonly hit: PlaceHit; readonly onChoose: (commune: Commune) => void }) {
  const say = useStrings();
  const { places } = useDraft().context;
  const { hit } = props;
  const commune = communeOf(hit);
  const province = places.findProvince(commune.provinceCode);
  return (
    <Button className={classes.hit} onPress={() => props.onChoose(commune)}>
      {hit.kind === 'old' ? <History aria-hidden /> : <MapPin aria-hidden />}
      <span lang="vi">
        <b>{`${commune.type} ${commune.name}`}</b>
        <small>
          {hit.kind === 'old' ? oldName(hit.old) : null}
          {hit.kind === 'old' ? ` ${say('fill.where.before')}` : `${province?.type} ${province?.name}`}
        </small>
      </span>
    </Button>
  );
}

function oldName({ name, district }: OldPlace): string {
  return [name, district].filter((part) => part !== '').join(', ');
}

/** Provinces, then communes, as a list to page through. */
function Pick<T>(props: {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly textOf: (item: T) => string;
  readonly onPick: (item: T) => void;
  readonly onSearch: () => void;
}) {
  const say = useStrings();
  return (
    <div className={classes.pick} data-fills>
      <PagedList
        label={props.label}
        items={props.items}
        keyOf={props.keyOf}
        listKey={props.label}
        render={(item) => (
          <Button className={classes.row} onPress={() => props.onPick(item)}>
            <b lang="vi">{props.textOf(item)}</b>
          </Button>
        )}
      />
      <TouchButton onPress={props.onSearch}>{say('fill.where.back')}</TouchButton>
    </div>
  );
}

/** The text of an older paper, with what it is today where the data knows it. */
function Written(
  props: InputProps & {
    readonly address: Address;
    readonly onChoose: (commune: Commune, keepWritten: boolean) => void;
    readonly onWay: (way: Way) => void;
  },
) {
  const say = useStrings();
  const answer = useAnswer(props);
  const { places } = useDraft().context;
  const written = props.address.asWritten ?? '';
  const asked = useDeferredValue(written);
  const matches = useMemo(() => {
    const found = places.matchOld(asked).map(({ now }) => now);
    return found
      .filter((one, index) => found.findIndex(({ code }) => code === one.code) === index)
      .slice(0, 3);
  }, [asked, places]);
  return (
    <div className={classes.where}>
      <KioskTextField
        label={say('fill.where.written')}
        value={written}
        onChange={(text) => answer.type(text === '' ? null : { asWritten: text })}
        problem={props.problem}
        onEnter={props.onNext}
        autoFocus
      />
      {matches.length === 0 ? null : (
        <ul className={classes.hits} aria-label={say('fill.where.now')}>
          {matches.map((commune) => (
            <li key={commune.code}>
              <Button className={classes.hit} onPress={() => props.onChoose(commune, true)}>
                <MapPin aria-hidden />
                <span>
                  <b lang="vi">{capital(places.nameOf(commune))}</b>
                  <small>{say('fill.where.now')}</small>
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.ways}>
        <TouchButton icon={<MapPinned aria-hidden />} onPress={() => props.onWay({ kind: 'search' })}>
          {say('fill.where.byName')}
        </TouchButton>
      </div>
    </div>
  );
}
