import { CalledNumber } from '../../app/called-number.tsx';
import { Screen } from '../../app/screen.tsx';
import { useGo, useHasRecovered } from '../../client/index.ts';
import { Notice } from '../../components/notice.tsx';
import { Tile } from '../../components/tile.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './home.module.css';
import { useTiles } from './tiles.ts';

/** What can be done here, as tiles. The layout is designed for one to six of them. */
export function Home() {
  const say = useStrings();
  const go = useGo();
  const hasRecovered = useHasRecovered();
  const tiles = useTiles();
  return (
    <Screen
      picture={<CalledNumber />}
      title={say('home.title')}
      lead={
        <>
          <span className={classes.greeting}>{say('home.greeting')}.</span> {say('home.lead')}
        </>
      }
    >
      {hasRecovered ? (
        <Notice tone="info" title={say('app.recovered.happened')}>
          <p>
            {say('app.recovered.safe')} {say('app.recovered.next')}
          </p>
        </Notice>
      ) : null}
      <div className={classes.tiles} data-count={tiles.length} data-fills={tiles.length > 2 || undefined}>
        {tiles.map((tile, index) => (
          <Tile
            key={tile.place}
            icon={tile.icon}
            title={say(tile.title)}
            line={say(tile.line)}
            isHero={index === 0}
            onPress={() => void go(tile.place)}
          />
        ))}
      </div>
    </Screen>
  );
}
