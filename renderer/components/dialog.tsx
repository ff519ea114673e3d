import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import classes from './dialog.module.css';
import { Drum } from './drum.tsx';

/**
 * A question or message over the whole screen: no small window to miss, nothing behind it to touch. It is left only
 * by its own buttons.
 */
export function Dialog(props: {
  readonly isOpen: boolean;
  readonly title: string;
  readonly picture?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly isUrgent?: boolean;
  /** The first child is a list or a page of paper: it gets every row that the title and the buttons leave. */
  readonly isFull?: boolean;
  /** `veil` lets the screen below be seen around the words: nothing of it is over, it only waits. */
  readonly ground?: 'opaque' | 'veil';
}) {
  return (
    <ModalOverlay
      className={classes.ground}
      data-ground={props.ground ?? 'opaque'}
      isOpen={props.isOpen}
      isKeyboardDismissDisabled
    >
      {props.ground === 'veil' || props.isFull ? null : <Drum className={classes.drum} />}
      <Modal className={classes.modal}>
        <AriaDialog
          className={classes.dialog}
          data-full={props.isFull || undefined}
          role={props.isUrgent ? 'alertdialog' : 'dialog'}
        >
          {props.picture === undefined ? null : <div className={classes.picture}>{props.picture}</div>}
          <Heading slot="title" level={1}>
            {props.title}
          </Heading>
          {props.children === undefined ? null : <div className={classes.text}>{props.children}</div>}
          {props.actions === undefined ? null : <div className={classes.actions}>{props.actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
