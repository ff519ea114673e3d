import { type ReactNode, useState } from 'react';
import { Dialog } from '../components/dialog.tsx';
import { PrintingNotice, usePrinting } from '../components/printing.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useStrings } from '../strings/use-strings.ts';

/** Prints, and says what came of it over the screen: on a small panel there is no room beside a long list. */
export function usePrintingDialog(): {
  readonly print: (work: () => Promise<unknown>) => Promise<void>;
  readonly dialog: ReactNode;
} {
  const say = useStrings();
  const { printing, print } = usePrinting();
  const [isOpen, setOpen] = useState(false);
  return {
    print(work) {
      setOpen(true);
      return print(work);
    },
    dialog: (
      <Dialog
        isOpen={isOpen}
        title={say('staff.printing')}
        actions={
          <TouchButton look="go" isDisabled={printing.kind === 'printing'} onPress={() => setOpen(false)}>
            {say('app.understood')}
          </TouchButton>
        }
      >
        <PrintingNotice printing={printing} />
      </Dialog>
    ),
  };
}
