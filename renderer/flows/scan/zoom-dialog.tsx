import { X, ZoomIn, ZoomOut } from 'lucide-react';
import { type PointerEvent, useRef, useState } from 'react';
import type { PaperPage } from '../../../shared/contract/index.ts';
import { Dialog } from '../../components/dialog.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { usePagePicture } from './use-page-picture.ts';
import classes from './zoom-dialog.module.css';

/** The classes that make the picture so wide: a page's styles may not be written by a script. */
const sizes = ['fit', 'wide', 'wider', 'widest'] as const;

/** The page at full size: larger by button or by two fingers, dragged by one. */
export function ZoomDialog(props: {
  readonly isOpen: boolean;
  readonly draftId: string;
  readonly page: PaperPage;
  readonly number: number;
  readonly onClose: () => void;
}) {
  const say = useStrings();
  const address = usePagePicture(props.draftId, props.page);
  const [size, setSize] = useState(1);
  const box = useRef<HTMLDivElement>(null);
  const fingers = useRef(new Map<number, { readonly x: number; readonly y: number }>());
  const pinched = useRef<number | null>(null);

  function change(by: 1 | -1): void {
    setSize((now) => Math.min(sizes.length - 1, Math.max(0, now + by)));
  }

  function moved(event: PointerEvent<HTMLDivElement>): void {
    const known = fingers.current;
    const before = known.get(event.pointerId);
    if (before === undefined) return;
    known.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (known.size === 1) {
      box.current?.scrollBy({ left: before.x - event.clientX, top: before.y - event.clientY });
      return;
    }
    const [a, b] = [...known.values()];
    if (a === undefined || b === undefined) return;
    const apart = Math.hypot(a.x - b.x, a.y - b.y);
    pinched.current ??= apart;
    // A step each time the fingers are a third farther apart, or a quarter closer.
    if (apart > pinched.current * 1.33) change(1);
    else if (apart < pinched.current * 0.75) change(-1);
    else return;
    pinched.current = apart;
  }

  function lifted(event: PointerEvent<HTMLDivElement>): void {
    fingers.current.delete(event.pointerId);
    pinched.current = null;
  }

  return (
    <Dialog
      isOpen={props.isOpen}
      title={say('scan.zoom.title', { now: props.number })}
      isFull
      actions={
        <TouchButton look="go" icon={<X aria-hidden />} onPress={props.onClose}>
          {say('scan.page.close')}
        </TouchButton>
      }
    >
      <div
        ref={box}
        className={classes.box}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
        }}
        onPointerMove={moved}
        onPointerUp={lifted}
        onPointerCancel={lifted}
      >
        {address === null ? null : (
          <img
            src={address}
            alt={say('scan.page.alt', { now: props.number })}
            data-size={sizes[size]}
            draggable={false}
          />
        )}
      </div>
      <div className={classes.acts}>
        <TouchButton icon={<ZoomOut aria-hidden />} isDisabled={size === 0} onPress={() => change(-1)}>
          {say('scan.zoom.out')}
        </TouchButton>
        <TouchButton
          icon={<ZoomIn aria-hidden />}
          isDisabled={size === sizes.length - 1}
          onPress={() => change(1)}
        >
          {say('scan.zoom.in')}
        </TouchButton>
      </div>
    </Dialog>
  );
}
