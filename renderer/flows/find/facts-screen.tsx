import {
  CalendarCheck,
  ChevronRight,
  Coins,
  Footprints,
  type LucideIcon,
  MapPin,
  Scale,
  StickyNote,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProcedurePage } from '../../../shared/contract/index.ts';
import {
  type Fact,
  feeFact,
  hasMoreFees,
  timeFact,
  titleOf,
  usualChannel,
  whereFact,
} from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useGo, useReading } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { FillTile } from '../fill/fill-tile.tsx';
import classes from './facts-screen.module.css';
import { type AboutSection, minePlace } from './places.ts';
import { useGiveWay } from './use-give-way.ts';

/** What it takes, before the first touch of a form: when, how much, where; who may, what comes of it, and the rest. */
export function FactsScreen(props: { readonly page: ProcedurePage; readonly listPlace: string }) {
  const say = useStrings();
  const go = useGo();
  const { language } = useReading();
  const { page } = props;
  const { details, code } = page;
  const channel = usualChannel(page);
  const title = titleOf(page, language);
  const [box, given] = useGiveWay(3);
  const facts: readonly FactCardProps[] = [
    {
      icon: CalendarCheck,
      label: say('find.page.time'),
      fact: timeFact(say, language, page, channel),
    },
    {
      icon: Coins,
      label: say('find.page.fee'),
      fact: feeFact(say, channel),
      ...(hasMoreFees(say, page) ? { onOpen: () => go(`/find/${code}/fees`) } : {}),
    },
    { icon: MapPin, label: say('find.page.where'), fact: whereFact(say, page) },
  ];
  return (
    <Screen
      layout="top"
      title={title}
      lead={
        <span className={classes.official}>
          {title === page.name || given > 0 ? null : <span lang="vi">{page.name} · </span>}
          <span className={classes.code}>{code}</span>
        </span>
      }
      back={{
        onPress: () => go(page.reception.here === 'no' ? `/find/${code}` : props.listPlace),
      }}
      next={{ label: say('find.page.mine'), onPress: () => go(minePlace(code, [])) }}
    >
      {page.catalogue.outdated || details?.verified === false ? (
        <Notice
          tone="attention"
          title={say(page.catalogue.outdated ? 'find.official.outdated' : 'find.page.unverified')}
        />
      ) : null}
      <div ref={box} hidden />
      {given < 3 ? (
        <div className={classes.facts}>
          {facts.map((fact) => (
            <FactCard key={fact.label} {...fact} />
          ))}
        </div>
      ) : (
        <div className={classes.paged}>
          <PagedList
            label={title}
            items={facts}
            keyOf={({ label }) => label}
            render={(fact) => <FactCard {...fact} />}
          />
        </div>
      )}
      {given === 0 ? (
        <>
          <WhoAndWhat page={page} />
          <MoreTiles page={page} />
        </>
      ) : (
        <div className={classes.more} data-short={given > 1 || undefined}>
          {/* Whatever gives way, the way to the form does not. */}
          <FillTile page={page} />
          <TileButton
            icon={Footprints}
            title={say('find.page.more')}
            {...(given === 1 ? { line: say('find.page.more.line') } : {})}
            onPress={() => go(`/find/${code}/more`)}
          />
        </div>
      )}
    </Screen>
  );
}

/** Who may apply, and what comes of it. */
export function WhoAndWhat(props: { readonly page: ProcedurePage }) {
  const say = useStrings();
  const { details } = props.page;
  return (
    <dl className={classes.short}>
      <Short label={say('find.page.who')}>
        {details?.subjects === null || details === null ? (
          say('find.askStaff')
        ) : (
          <span lang="vi">{details.subjects.join(', ')}</span>
        )}
      </Short>
      <Short label={say('find.page.result')}>
        {details === null || details.results.length === 0 ? (
          say('find.askStaff')
        ) : (
          <span lang="vi">{details.results.join('; ')}</span>
        )}
      </Short>
    </dl>
  );
}

/** The ways to the parts that have a screen of their own. */
export function MoreTiles(props: { readonly page: ProcedurePage }) {
  const say = useStrings();
  const go = useGo();
  const { language } = useReading();
  const { code, details } = props.page;
  const about = (section: AboutSection) => () => go(`/find/${code}/${section}`);
  const steps = details?.steps[language] ?? [];
  const hasNotes =
    details !== null &&
    (details.conditions !== null ||
      details.notes.length > 0 ||
      details.knownChanges.length > 0 ||
      (usualChannel(props.page)?.processing ?? []).some(({ note }) => note !== null));
  return (
    <div className={classes.more}>
      <FillTile page={props.page} />
      <TileButton
        icon={Footprints}
        title={say('find.page.steps')}
        line={say('find.page.steps.line', { count: steps.length })}
        onPress={about('steps')}
      />
      {hasNotes ? (
        <TileButton
          icon={StickyNote}
          title={say('find.page.notes')}
          line={say('find.page.notes.line')}
          onPress={about('notes')}
        />
      ) : null}
      <TileButton
        icon={Scale}
        title={say('find.page.officialInfo')}
        line={say('find.page.officialInfo.line')}
        onPress={about('official')}
      />
    </div>
  );
}

function Short(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

interface FactCardProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly fact: Fact;
  readonly onOpen?: () => unknown;
}

function FactCard(props: FactCardProps) {
  const Icon = props.icon;
  const { onOpen } = props;
  const words = (
    <>
      <span className={classes.icon}>
        <Icon aria-hidden />
      </span>
      <span className={classes.main}>
        <span className={classes.label}>{props.label}</span>
        <span className={classes.value}>{props.fact.value}</span>
      </span>
      <span className={classes.lines}>
        {props.fact.lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </span>
    </>
  );
  if (onOpen === undefined) return <div className={classes.fact}>{words}</div>;
  return (
    <Button className={classes.fact} data-opens onPress={() => void onOpen()}>
      {words}
      <ChevronRight className={classes.arrow} aria-hidden />
    </Button>
  );
}
