import { Check, Minus, Plus } from 'lucide-react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import { TouchButton } from '../components/touch-button.tsx';
import { useStrings } from '../strings/use-strings.ts';
import classes from './calibration.module.css';

/** Every identity card is an ID-1 card (ISO/IEC 7810): the one ruler that everybody carries. */
const card = { widthMm: 85.6, heightMm: 53.98, cornerMm: 3.18 } as const;

/** Counter screens and kiosk panels lie well inside; one press of a button moves the card's edge by half a millimetre. */
const limits = { lowest: 2, highest: 7.5, step: 0.02 } as const;

const rulerMm = 100;

/** Finds the pixels per millimetre of the panel by laying a real card on its picture. */
export function Calibration(props: {
  readonly pxPerMm: number;
  readonly onPxPerMm: (pxPerMm: number) => void;
  readonly acceptsKey: boolean;
  readonly isKeyWrong: boolean;
  readonly onAcceptKey: (accepts: boolean) => void;
}) {
  const say = useStrings();
  const { pxPerMm } = props;
  const set = (value: number): void =>
    props.onPxPerMm(Math.round(Math.min(Math.max(value, limits.lowest), limits.highest) * 100) / 100);
  return (
    <div className={classes.calibration}>
      <div className={classes.stage}>
        {/* Real pixels, not tokens: this picture is what the tokens will be measured by. */}
        <svg
          width={(rulerMm + 10) * pxPerMm}
          height={(card.heightMm + 17) * pxPerMm}
          viewBox={`-5 0 ${rulerMm + 10} ${card.heightMm + 17}`}
          aria-hidden="true"
        >
          <rect
            className={classes.card}
            x="0"
            y="1"
            width={card.widthMm}
            height={card.heightMm}
            rx={card.cornerMm}
          />
          <circle className={classes.quiet} cx="16" cy="22" r="6" />
          <path className={classes.quiet} d="M6 42c1-13 19-13 20 0ZM34 14h24M34 22h16M34 34h44M34 42h30" />
          <rect className={classes.quiet} x="65" y="8" width="14" height="14" rx="1" />
          <g transform={`translate(0 ${card.heightMm + 4})`}>
            <path className={classes.line} d={`M0 0H${rulerMm}`} />
            {Array.from({ length: rulerMm + 1 }, (_, mm) => (
              <path
                // biome-ignore lint/suspicious/noArrayIndexKey: each tick is its millimetre
                key={mm}
                className={classes.tick}
                d={`M${mm} 0V${mm % 10 === 0 ? 5 : mm % 5 === 0 ? 3.4 : 2}`}
              />
            ))}
            {[0, 50, 100].map((mm) => (
              <text key={mm} className={classes.number} x={mm} y="11" textAnchor="middle">
                {mm}
              </text>
            ))}
          </g>
        </svg>
      </div>
      <div className={classes.controls}>
        <p>
          <b>{say('setup.screen.card')}</b> {say('setup.screen.cardSize')}
          <span className={classes.value}>{say('setup.screen.value', { value: pxPerMm.toFixed(2) })}</span>
        </p>
        <div className={classes.adjust}>
          <TouchButton icon={<Minus aria-hidden />} onPress={() => set(pxPerMm - limits.step)}>
            {say('setup.screen.smaller')}
          </TouchButton>
          <TouchButton icon={<Plus aria-hidden />} onPress={() => set(pxPerMm + limits.step)}>
            {say('setup.screen.larger')}
          </TouchButton>
        </div>
        <Slider
          className={classes.slider}
          aria-label={say('setup.screen.slider')}
          minValue={limits.lowest}
          maxValue={limits.highest}
          step={0.01}
          value={pxPerMm}
          onChange={set}
        >
          <SliderTrack className={classes.track}>
            <SliderThumb className={classes.thumb} />
          </SliderTrack>
        </Slider>
      </div>
      <Checkbox
        className={classes.accept}
        isSelected={props.acceptsKey}
        isInvalid={props.isKeyWrong}
        onChange={props.onAcceptKey}
      >
        <span className={classes.box} aria-hidden>
          <Check />
        </span>
        <span>
          {say('setup.key')}
          {props.isKeyWrong ? (
            <span className={classes.wrong}>{say('setup.wrong.acceptUnprotectedKey')}</span>
          ) : null}
        </span>
      </Checkbox>
    </div>
  );
}
