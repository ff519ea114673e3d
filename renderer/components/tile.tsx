import { ChevronRight, type LucideIcon } from 'lucide-react';
import { Button } from './button.tsx';
import classes from './tile.module.css';

/** A big way into a journey: picture, name, one line. The `hero` is the one most people came for. */
export function Tile(props: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly line: string;
  readonly isHero?: boolean;
  readonly onPress: () => void;
}) {
  const Icon = props.icon;
  return (
    <Button className={classes.tile} data-hero={props.isHero || undefined} onPress={props.onPress}>
      <Icon className={classes.icon} aria-hidden />
      <span className={classes.words}>
        <span className={classes.title}>{props.title}</span>
        <span className={classes.line}>{props.line}</span>
      </span>
      <ChevronRight className={classes.arrow} aria-hidden />
    </Button>
  );
}
