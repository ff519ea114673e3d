import { useCallback, useState } from 'react';
import type { StepProps } from '../../app/routes.ts';
import { useCore, useGo } from '../../client/index.ts';
import { BrowseScreen } from './browse-screen.tsx';
import { FindStart } from './find-start.tsx';
import { createLiveList } from './live-list.ts';
import { readPlace } from './places.ts';
import { ProcedureStep } from './procedure-step.tsx';
import { SearchScreen } from './search-screen.tsx';
import { createSearchStore, emptySearch } from './search-store.ts';

/**
 * "Tìm hiểu thủ tục": what do I need, what does it take, take the list home. What was typed lives here, in the
 * page's memory, and never becomes part of a place.
 */
export function Find(props: StepProps) {
  const go = useGo();
  const core = useCore();
  const [search] = useState(() => createSearchStore(createLiveList(core.procedures)));
  /** The list that the open procedure was found in: "Quay lại" leads there. */
  const [cameFrom, setCameFrom] = useState('/find');
  const place = readPlace(props.place);

  const open = useCallback(
    (code: string) => {
      setCameFrom(props.place);
      return go(`/find/${code}`);
    },
    [go, props.place],
  );

  switch (place.kind) {
    case 'start':
      return (
        <FindStart
          onOpen={open}
          onSearch={() => {
            search.change(emptySearch);
            return go('/find/search');
          }}
        />
      );
    case 'search':
      return <SearchScreen search={search} onOpen={open} />;
    case 'browse':
      return <BrowseScreen key={props.place} place={place} onOpen={open} />;
    default:
      return <ProcedureStep place={place} listPlace={cameFrom} />;
  }
}
