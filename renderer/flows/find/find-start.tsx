import { FolderTree, Search } from 'lucide-react';
import { titleOf } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useCoreQueries, useGo, useReading } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { pictureOf } from './field-icons.ts';
import classes from './find-start.module.css';
import { PagedGrid } from './paged-grid.tsx';
import { browsePlace } from './places.ts';
import { useAsk } from './use-ask.ts';

/** "Ông/Bà cần làm gì?": type, pick something usual, or go by agency and field. */
export function FindStart(props: {
  readonly onOpen: (code: string) => unknown;
  readonly onSearch: () => unknown;
}) {
  const say = useStrings();
  const go = useGo();
  const { language } = useReading();
  const queries = useCoreQueries();
  const first = useAsk(queries.procedures.browse.queryOptions({ input: { filters: {}, page: 0 } }));
  return (
    <Screen
      layout="top"
      title={say('find.start.title')}
      lead={<span className={classes.lead}>{say('find.start.lead')}</span>}
      back={{ onPress: () => go('/home') }}
    >
      <div className={classes.ways}>
        <Button className={classes.search} onPress={() => void props.onSearch()}>
          <Search aria-hidden />
          <span className={classes.searchWords}>
            <span className={classes.searchTitle}>{say('find.start.search')}</span>
            <span className={classes.example}>{say('find.start.example')}</span>
          </span>
        </Button>
        <TileButton
          look="soft"
          icon={FolderTree}
          title={say('find.start.browse')}
          line={say('find.start.browse.line')}
          onPress={() => go(browsePlace())}
        />
      </div>
      {first.fault === null ? null : <FaultNotice code={first.fault} />}
      <h2 className={classes.heading}>{say('find.start.popular')}</h2>
      <PagedGrid
        label={say('find.start.popular')}
        items={first.data?.popular ?? []}
        keyOf={(card) => card.code}
        tile={{ width: 11, height: 3.4 }}
        render={(card) => (
          <TileButton
            icon={pictureOf(card.everyday?.vi ?? card.name, card.field)}
            title={titleOf(card, language)}
            onPress={() => props.onOpen(card.code)}
          />
        )}
      />
    </Screen>
  );
}
