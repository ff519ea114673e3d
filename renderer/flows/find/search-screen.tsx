import { ListFilter, Search as SearchIcon, X } from 'lucide-react';
import { memo, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ProcedureSearch } from '../../../shared/contract/index.ts';
import { titleOf } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useGo, useReading } from '../../client/index.ts';
import { Notice } from '../../components/notice.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { KeyboardDock, useKeyboardView } from '../../keyboard/index.ts';
import { type Say, useStrings } from '../../strings/use-strings.ts';
import { pictureOf } from './field-icons.ts';
import { FilterDialog } from './filter-dialog.tsx';
import { type FoundPage, useAnswer } from './live-list.ts';
import { PagedGrid } from './paged-grid.tsx';
import { any, browsePlace, slugOf } from './places.ts';
import { ResultList } from './result-list.tsx';
import { SearchField } from './search-field.tsx';
import classes from './search-screen.module.css';
import { type SearchStore, useSearch } from './search-store.ts';

interface SearchScreenProps {
  readonly search: SearchStore;
  readonly onOpen: (code: string) => unknown;
}

/** Search as one types: results from the first letter on, accents or not. A key never draws the whole screen again. */
export function SearchScreen(props: SearchScreenProps) {
  const say = useStrings();
  const go = useGo();
  const { search } = props;
  // What is there before the first letter.
  useEffect(() => search.change({}), [search]);
  return (
    <Screen
      layout="top"
      title={say('find.search.title')}
      back={{ onPress: () => go('/find') }}
      dock={<KeyboardDock />}
    >
      <SearchLayout>
        <div className={classes.line}>
          <TextLine search={search} />
        </div>
        <Results {...props} />
      </SearchLayout>
    </Screen>
  );
}

function SearchLayout(props: { readonly children: ReactNode }) {
  const isTyping = useKeyboardView().target !== null;
  const box = useRef<HTMLDivElement>(null);
  // Told to the frame by hand: with :has() every row that comes would have all styles of the screen worked out anew.
  useLayoutEffect(() => {
    const main = box.current?.closest('main');
    main?.toggleAttribute('data-typing', isTyping);
    return () => main?.removeAttribute('data-typing');
  }, [isTyping]);
  return (
    <div ref={box} className={classes.search} data-typing={isTyping || undefined}>
      {props.children}
    </div>
  );
}

function TextLine(props: { readonly search: SearchStore }) {
  const { search } = props;
  const text = useSearch(search, (now) => now.text);
  const change = useCallback((value: string) => search.change({ text: value }), [search]);
  return <SearchField value={text} onType={search.ahead} onChange={change} />;
}

function Results(props: SearchScreenProps) {
  const say = useStrings();
  const { search: store, onOpen } = props;
  const filters = useSearch(store, (now) => now.filters);
  const hasText = useSearch(store, (now) => now.text.trim() !== '');
  const found = useAnswer(store.found).pages[0] ?? null;
  const [isFiltering, setFiltering] = useState(false);
  const chosen = Object.keys(filters).length;
  const open = useCallback(() => setFiltering(true), []);
  // At the first letter the answer is still the one without words: its count is not what was asked for.
  const isSearched = hasText ? found?.instead !== undefined : chosen > 0;
  return (
    <>
      <div className={classes.bar}>
        <p aria-live="polite">{isSearched ? countWords(say, found) : say('find.search.hint')}</p>
        <FilterButton chosen={chosen} onPress={open} />
      </div>
      <div className={classes.results}>
        <ResultList
          label={say('find.search.results')}
          list={store.found}
          onOpen={onOpen}
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
          filters={filters}
          facets={found?.facets ?? null}
          total={found?.total ?? 0}
          onChange={(next) => store.change({ filters: next })}
          onClose={() => setFiltering(false)}
        />
      ) : null}
    </>
  );
}

/** Apart from the results, so that new ones do not draw it again. */
const FilterButton = memo(function FilterButton(props: {
  readonly chosen: number;
  readonly onPress: () => void;
}) {
  const say = useStrings();
  const { chosen } = props;
  return (
    <TouchButton
      look={chosen > 0 ? 'soft' : 'plain'}
      icon={<ListFilter aria-hidden />}
      onPress={props.onPress}
    >
      {chosen > 0 ? say('find.search.filtered', { count: chosen }) : say('find.search.filter')}
    </TouchButton>
  );
});

function countWords(say: Say, found: FoundPage | null): string {
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
