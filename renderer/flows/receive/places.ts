import { type PostStep, postSteps } from '../submit/post-screens.tsx';

/** Where in changing the way of a result a person is. */
export type ReceiveScreen = 'standing' | PostStep;

export function receivePlace(dossierId: string, screen: ReceiveScreen = 'standing'): string {
  return screen === 'standing' ? `/receive/${dossierId}` : `/receive/${dossierId}/${screen}`;
}

/** Reads a place; null when nobody wrote it. */
export function readReceivePlace(
  place: string,
): { readonly dossierId: string; readonly screen: ReceiveScreen } | null {
  const [, , dossierId = '', name = ''] = place.split('/');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(dossierId)) return null;
  return { dossierId, screen: postSteps.find((one) => one === name) ?? 'standing' };
}
