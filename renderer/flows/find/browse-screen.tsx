import {
  Building2,
  Gavel,
  HandCoins,
  Landmark,
  Layers,
  type LucideIcon,
  Shield,
  ShieldCheck,
  Users,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AgencyId } from '../../../shared/procedure/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useCore, useCoreQueries, useGo } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { pictureOf } from './field-icons.ts';
import { createLiveList } from './live-list.ts';
import { PagedGrid } from './paged-grid.tsx';
import { any, browsePlace, type FindPlace, filtersOf, slugOf } from './places.ts';
import { ResultList } from './result-list.tsx';
import { useAsk } from './use-ask.ts';

type BrowsePlace = Extract<FindPlace, { kind: 'browse' }>;

const agencyPictures: Readonly<Record<AgencyId, LucideIcon>> = {
  'people-committee': Users,
  police: ShieldCheck,
  tax: Landmark,
  customs: Shield,
  'social-insurance': HandCoins,
  treasury: Landmark,
  court: Gavel,
  other: Building2,
};

/** The portal's own path: agency, then level, then field, then the list; each with its counts. */
export function BrowseScreen(props: {
  readonly place: BrowsePlace;
  readonly onOpen: (code: string) => unknown;
}) {
  const { agency, level, field } = props.place;
  if (agency === null) return <AgencyChoice />;
  if (level === null) return <LevelChoice agency={agency} />;
  if (field === null) return <FieldChoice agency={agency} level={level} />;
  return <BrowseList {...props} agency={agency} level={level} slug={field} />;
}

const steps = 4;

function useBrowse(filters: Parameters<typeof filtersOf>[0]) {
  const queries = useCoreQueries();
  return useAsk(queries.procedures.browse.queryOptions({ input: { filters: filtersOf(filters), page: 0 } }));
}

function AgencyChoice() {
  const say = useStrings();
  const go = useGo();
  const { data, fault } = useBrowse({ agency: null, level: null });
  return (
    <Screen
      layout="top"
      title={say('find.browse.agency')}
      steps={{ now: 1, of: steps, name: say('find.browse.agency.step') }}
      back={{ onPress: () => go('/find') }}
    >
      {fault === null ? null : <FaultNotice code={fault} />}
      <PagedGrid
        label={say('find.browse.agency')}
        items={data?.facets.agencies ?? []}
        keyOf={({ agency }) => agency}
        tile={{ width: 11, height: 3.4 }}
        render={({ agency, count }) => (
          <TileButton
            icon={agencyPictures[agency]}
            title={say(`find.agency.${agency}`)}
            line={say('find.filter.count', { count })}
            onPress={() => go(browsePlace(agency))}
          />
        )}
      />
    </Screen>
  );
}

function LevelChoice(props: { readonly agency: string }) {
  const say = useStrings();
  const go = useGo();
  const { data, fault } = useBrowse({ agency: props.agency, level: null });
  const choices = [
    {
      level: any,
      title: say('find.browse.allLevels'),
      line: say('find.filter.count', { count: data?.total ?? 0 }),
    },
    ...(data?.facets.levels ?? []).map(({ level, count }) => ({
      level: String(level),
      title: say(`find.level.${level}`),
      line: `${say(`find.level.${level}.line`)} · ${say('find.filter.count', { count })}`,
    })),
  ];
  return (
    <Screen
      layout="top"
      title={say('find.browse.level')}
      steps={{ now: 2, of: steps, name: say('find.browse.level.step') }}
      back={{ onPress: () => go(browsePlace()) }}
    >
      {fault === null ? null : <FaultNotice code={fault} />}
      <PagedGrid
        label={say('find.browse.level')}
        items={data === undefined ? [] : choices}
        keyOf={({ level }) => level}
        tile={{ width: 14, height: 3.6 }}
        render={({ level, title, line }) => (
          <TileButton
            icon={Layers}
            look={level === any ? 'soft' : 'plain'}
            title={title}
            line={line}
            onPress={() => go(browsePlace(props.agency, level))}
          />
        )}
      />
    </Screen>
  );
}

function FieldChoice(props: { readonly agency: string; readonly level: string }) {
  const say = useStrings();
  const go = useGo();
  const { agency, level } = props;
  const { data, fault } = useBrowse({ agency, level });
  const choices = [{ field: null, count: data?.total ?? 0 }, ...(data?.facets.fields ?? [])];
  return (
    <Screen
      layout="top"
      title={say('find.browse.field')}
      steps={{ now: 3, of: steps, name: say('find.browse.field.step') }}
      back={{ onPress: () => go(browsePlace(agency)) }}
    >
      {fault === null ? null : <FaultNotice code={fault} />}
      <PagedGrid
        label={say('find.browse.field')}
        items={data === undefined ? [] : choices}
        keyOf={({ field }) => field ?? any}
        tile={{ width: 11, height: 3.6 }}
        render={({ field, count }) => (
          <TileButton
            icon={field === null ? Layers : pictureOf(field)}
            look={field === null ? 'soft' : 'plain'}
            title={field ?? say('find.browse.allFields')}
            titleLang={field === null ? undefined : 'vi'}
            line={say('find.filter.count', { count })}
            onPress={() => go(browsePlace(agency, level, field === null ? any : slugOf(field)))}
          />
        )}
      />
    </Screen>
  );
}

function BrowseList(props: {
  readonly agency: string;
  readonly level: string;
  readonly slug: string;
  readonly onOpen: (code: string) => unknown;
}) {
  const say = useStrings();
  const go = useGo();
  const { agency, level, slug } = props;
  const around = useBrowse({ agency, level });
  // The place holds a slug; the core gives the field its name back.
  const field = around.data?.facets.fields.find((known) => slugOf(known.field) === slug)?.field;
  const isKnown = around.data !== undefined && (slug === any || field !== undefined);
  const core = useCore();
  const [list] = useState(() => createLiveList(core.procedures));
  useEffect(() => {
    if (!isKnown) return;
    const filters = filtersOf({ agency, level });
    list.ask({ text: null, filters: field === undefined ? filters : { ...filters, field } });
  }, [list, isKnown, agency, level, field]);
  const title =
    field ?? (agency === any ? say('find.browse.allFields') : say(`find.agency.${agency as AgencyId}`));
  return (
    <Screen
      layout="top"
      title={title}
      steps={{ now: 4, of: steps, name: say('find.browse.list.step') }}
      back={{ onPress: () => go(browsePlace(agency, level)) }}
    >
      {around.fault === null ? null : <FaultNotice code={around.fault} />}
      <ResultList label={title} list={list} onOpen={props.onOpen} />
    </Screen>
  );
}
