import { ListFilter, Search as SearchIcon, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ProcedureSearch } from '../../../shared/contract/index.ts';
import { titleOf } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useGo, useReading } from '../../client/index.ts';
import { Notice } from '../../components/notice.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { KeyboardDock } from '../../keyboard/keyboard-dock.tsx';
import { KeyboardProvider, useKeyboardView } from '../../keyboard/keyboard-provider.tsx';
import { type Say, useStrings } from '../../strings/use-strings.ts';
import { pictureOf } from './field-icons.ts';
import { FilterDialog } from './filter-dialog.tsx';
import { PagedGrid } from './paged-grid.tsx';
import { any, browsePlace, slugOf } from './places.ts';
import { ResultList } from './result-list.tsx';
import { SearchField } from './search-field.tsx';
import classes from './search-screen.module.css';
import { type SearchStore, useSearch } from './search-store.ts';
import { TileButton } from './tile-button.tsx';

type Found = Pick<ProcedureSearch, 'total' | 'facets'> & Partial<Pick<ProcedureSearch, 'corrected'>>;

interface SearchScreenProps {
  readonly search: SearchStore;
  readonly onOpen: (code: string) => unknown;
}

/** A card that is held to the reader here is nobody's search: its keys reach no field and are let go. */
function ignoreBurst(): void {}

/** Search as one types: results from the first letter on, accents or not. */
export function SearchScreen(props: SearchScreenProps) {
  return (
    <KeyboardProvider onBurst={ignoreBurst}>
      <Searching {...props} />
    </KeyboardProvider>
  );
}

/** Nothing here follows the text: a key must not draw the whole screen again. */
function Searching(props: SearchScreenProps) {
  const say = useStrings();
  const go = useGo();
  return (
    <Screen
      layout="top"
      title={say('find.search.title')}
      back={{ onPress: () => go('/find') }}
      dock={<KeyboardDock />}
    >
      <SearchLayout>
        <div className={classes.line}>
          <TextLine search={props.search} />
        </div>
        <Results {...props} />
      </SearchLayout>
    </Screen>
  );
}

function SearchLayout(props: { readonly children: ReactNode }) {
  const isTyping = useKeyboardView().target !== null;
  return (
    <div className={classes.search} data-typing={isTyping || undefined}>
      {props.children}
    </div>
  );
}

function TextLine(props: { readonly search: SearchStore }) {
  const { text } = useSearch(props.search);
  return <SearchField value={text} onChange={(value) => props.search.change({ text: value })} />;
}

function Results(props: SearchScreenProps) {
  const say = useStrings();
  const { search: store, onOpen } = props;
  const search = useSearch(store);
  const [found, setFound] = useState<Found | null>(null);
  const [isFiltering, setFiltering] = useState(false);
  const text = search.text.trim();
  const chosen = Object.keys(search.filters).length;
  const isEmpty = text === '' && chosen === 0;
  return (
    <>
      <div className={classes.bar}>
        <p aria-live="polite">{isEmpty ? say('find.search.hint') : countWords(say, found)}</p>
        <TouchButton
          look={chosen > 0 ? 'soft' : 'plain'}
          icon={<ListFilter aria-hidden />}
          onPress={() => setFiltering(true)}
        >
          {chosen > 0 ? say('find.search.filtered', { count: chosen }) : say('find.search.filter')}
        </TouchButton>
      </div>
      <div className={classes.results}>
        <ResultList
          label={say('find.search.results')}
          text={text === '' ? null : text}
          filters={search.filters}
          onOpen={onOpen}
          onFound={setFound}
          nothing={(page) => (
            <Nothing
              instead={page.instead ?? null}
              isFiltered={chosen > 0}
              onUnfilter={() => store.change({ filters: {} })}
              onOpen={onOpen}
            />
          )}
        />
      </div>
      {isFiltering ? (
        <FilterDialog
          isOpen
          filters={search.filters}
          facets={found?.facets ?? null}
          total={found?.total ?? 0}
          onChange={(filters) => store.change({ filters })}
          onClose={() => setFiltering(false)}
        />
      ) : null}
    </>
  );
}

function countWords(say: Say, found: Found | null): string {
  if (found === null || found.total === 0) return '';
  const count = say('find.search.count', { count: found.total });
  return typeof found.corrected === 'string'
    ? `${say('find.search.corrected', { text: found.corrected })}. ${count}`
    : count;
}

/** Nothing was found: fields, what most people come for, and staff. */
function Nothing(props: {
  readonly instead: ProcedureSearch['instead'];
  readonly isFiltered: boolean;
  readonly onUnfilter: () => void;
  readonly onOpen: (code: string) => unknown;
}) {
  const say = useStrings();
  const go = useGo();
  const { language } = useReading();
  const { instead } = props;
  const ways = [
    ...(instead?.popular ?? [])
      .slice(0, 4)
      .map((card) => ({ kind: 'popular' as const, key: card.code, card })),
    ...(instead?.fields ?? []).map(({ field, count }) => ({
      kind: 'field' as const,
      key: field,
      field,
      count,
    })),
  ];
  return (
    <div className={classes.nothing}>
      <Notice
        tone="attention"
        title={say('find.search.nothing')}
        action={
          props.isFiltered ? (
            <TouchButton icon={<X aria-hidden />} onPress={props.onUnfilter}>
              {say('find.search.nothing.unfilter')}
            </TouchButton>
          ) : null
        }
      >
        <p>{say(props.isFiltered ? 'find.search.nothing.filtered' : 'find.search.nothing.line')}</p>
      </Notice>
      <PagedGrid
        label={say('find.search.nothing.fields')}
        items={ways}
        keyOf={({ key }) => key}
        tile={{ width: 11, height: 3.4 }}
        render={(way) =>
          way.kind === 'popular' ? (
            <TileButton
              icon={pictureOf(way.card.everyday?.vi ?? way.card.name, way.card.field)}
              title={titleOf(way.card, language)}
              onPress={() => props.onOpen(way.card.code)}
            />
          ) : (
            <TileButton
              icon={SearchIcon}
              title={way.field}
              titleLang="vi"
              line={say('find.filter.count', { count: way.count })}
              onPress={() => go(browsePlace(any, any, slugOf(way.field)))}
            />
          )
        }
      />
    </div>
  );
}
