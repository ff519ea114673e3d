import { useQuery } from '@tanstack/react-query';
import type { CoreClient } from '../../../shared/contract/index.ts';

/** What can be carried away: the personal list, or the empty form to fill in at home. */
export type PrintWhat = 'list' | 'blank-form';
export type PrintPaper = 'a4' | 'slip';

interface MyList {
  readonly code: string;
  readonly answers: Readonly<Record<string, 'yes' | 'no' | 'unsure'>>;
}

interface TakeHomeCalls {
  print(
    input: MyList & { readonly what: PrintWhat; readonly paper: PrintPaper },
  ): Promise<{ readonly state: 'printed'; readonly copies: number }>;
  qr(input: MyList): Promise<{ readonly text: string }>;
}

/** The calls that print a list and put it into a QR; null while this kiosk has no printer of any kind. */
export function takeHomeOf(core: CoreClient): TakeHomeCalls | null {
  return 'takeHome' in core ? (core.takeHome as TakeHomeCalls) : null;
}

/** The text that a phone reads from the screen: the list itself, so that it needs no network; null until it is here. */
export function useListQr(takeHome: TakeHomeCalls | null, list: MyList): string | null {
  const { data } = useQuery({
    queryKey: ['take-home-qr', list.code, list.answers],
    queryFn: () => takeHome?.qr(list) ?? null,
    enabled: takeHome !== null,
  });
  return data?.text ?? null;
}
