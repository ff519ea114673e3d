import type { CoreClient } from '../../../shared/contract/index.ts';

type PrintInput = Parameters<CoreClient['takeHome']['print']>[0];

/** What can be carried away: the personal list, or the empty form to fill in at home. */
export type PrintWhat = PrintInput['what'];
export type PrintPaper = PrintInput['paper'];

/** Longer than this no phone reads a code from a screen at arm's length. */
const longestQrBytes = 1_200;

/**
 * What the QR of the list holds: the list itself, so that the phone needs no network; the official page where the
 * list is too long to be read, or not here yet.
 */
export function qrTextOf(list: string | undefined, officialUrl: string): { text: string; isList: boolean } {
  if (list === undefined || new TextEncoder().encode(list).length > longestQrBytes) {
    return { text: officialUrl, isList: false };
  }
  return { text: list, isList: true };
}
