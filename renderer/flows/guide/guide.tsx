import { Screen } from '../../app/screen.tsx';
import { useGo, useReading } from '../../client/index.ts';
import { type StringId, useStrings } from '../../strings/use-strings.ts';
import classes from './guide.module.css';
import { CardPicture, PapersPicture, ReceiptPicture, TouchPicture } from './pictures.tsx';

const steps: readonly {
  readonly picture: typeof TouchPicture;
  readonly title: StringId;
  readonly line: StringId;
}[] = [
  { picture: TouchPicture, title: 'guide.touch', line: 'guide.touch.line' },
  { picture: CardPicture, title: 'guide.card', line: 'guide.card.line' },
  { picture: PapersPicture, title: 'guide.papers', line: 'guide.papers.line' },
  { picture: ReceiptPicture, title: 'guide.receipt', line: 'guide.receipt.line' },
];

/** How the kiosk is used, in four pictures. */
export function Guide() {
  const say = useStrings();
  const go = useGo();
  const { textSize } = useReading();
  return (
    <Screen
      layout="top"
      title={say('guide.title')}
      lead={textSize === 'normal' ? say('guide.lead') : undefined}
      back={{ onPress: () => go('/home') }}
      next={{ label: say('guide.done'), onPress: () => go('/home') }}
    >
      <ol className={classes.steps}>
        {steps.map(({ picture: Picture, title, line }, index) => (
          <li key={title}>
            <div className={classes.picture}>
              <Picture />
            </div>
            <div className={classes.words}>
              <h2>
                <span className={classes.number} aria-hidden>
                  {index + 1}
                </span>
                {say(title)}
              </h2>
              <p>{say(line)}</p>
            </div>
          </li>
        ))}
      </ol>
    </Screen>
  );
}
