import { ChevronRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import classes from './tile-button.module.css';

/** A tile of a grid: picture, words, and a smaller line that may also be a count. */
export function TileButton(props: {
  readonly icon?: LucideIcon;
  readonly title: string;
  /** The title's language, where it is not the reader's. */
  readonly titleLang?: string | undefined;
  readonly line?: ReactNode;
  readonly look?: 'plain' | 'soft';
  readonly onPress: () => unknown;
}) {
  const Icon = props.icon;
  return (
    <Button
      className={classes.tile}
      data-look={props.look ?? 'plain'}
      data-bare={Icon === undefined || undefined}
      onPress={() => void props.onPress()}
    >
      {Icon === undefined ? null : (
        <span className={classes.icon}>
          <Icon aria-hidden />
        </span>
      )}
      <span className={classes.words}>
        <span className={classes.title} lang={props.titleLang}>
          {props.title}
        </span>
        {props.line === undefined ? null : <span className={classes.line}>{props.line}</span>}
      </span>
      <ChevronRight className={classes.arrow} aria-hidden />
    </Button>
  );
}
