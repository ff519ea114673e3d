import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { TouchButton } from './touch-button.tsx';

/** One question whether it is meant, with a yes and a no that each say what they do. */
export function SureDialog(props: {
  readonly isOpen: boolean;
  readonly title: string;
  readonly text: string;
  readonly yes: {
    readonly label: string;
    /** Unless the wish itself is the good way on (`go`), staying as one is stands out. */
    readonly look: 'danger' | 'plain' | 'go';
    readonly icon?: ReactNode;
    readonly onPress: () => unknown;
  };
  readonly no: { readonly label: string; readonly onPress: () => unknown };
  /** What was said yes to goes on. */
  readonly isWorking?: boolean;
}) {
  const { yes, no, isWorking = false } = props;
  return (
    <Dialog
      isOpen={props.isOpen}
      title={props.title}
      actions={
        <>
          <TouchButton look={yes.look} icon={yes.icon} isDisabled={isWorking} onPress={yes.onPress}>
            {yes.label}
          </TouchButton>
          <TouchButton look={yes.look === 'go' ? 'plain' : 'go'} isDisabled={isWorking} onPress={no.onPress}>
            {no.label}
          </TouchButton>
        </>
      }
    >
      <p>{props.text}</p>
    </Dialog>
  );
}
