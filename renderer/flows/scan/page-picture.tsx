import type { PaperPage } from '../../../shared/contract/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './page-picture.module.css';
import { usePagePicture } from './use-page-picture.ts';

/** A page as it will go into the dossier, with the doubtful places ringed while it lies as it was scanned. */
export function PagePicture(props: {
  readonly draftId: string;
  readonly page: PaperPage;
  readonly number: number;
}) {
  const say = useStrings();
  const { page } = props;
  const address = usePagePicture(props.draftId, page);
  const { edits } = page;
  const isAsScanned = edits.crop === null && edits.turn === 0 && edits.deskewDegrees === 0 && !edits.cards;
  const regions = isAsScanned
    ? page.findings.flatMap(({ code, region }) => (region === null ? [] : [{ code, region }]))
    : [];
  if (address === null) return <p className={classes.loading}>{say('scan.page.loading')}</p>;
  const { widthPx: width, heightPx: height } = page;
  return (
    <svg
      className={classes.sheet}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={say('scan.page.alt', { now: props.number })}
    >
      <image href={address} width={width} height={height} />
      {regions.map(({ code, region }) => (
        <rect
          key={`${code} ${region.left} ${region.top}`}
          x={region.left * width}
          y={region.top * height}
          width={region.width * width}
          height={region.height * height}
          rx={width / 80}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
