import { createContext, useContext, useSyncExternalStore } from 'react';
import { assertDefined } from '../../../shared/assert.ts';
import type { DraftSession, DraftView } from './draft-session.ts';

const Context = createContext<DraftSession | null>(null);

export const DraftProvider = Context.Provider;

export function useDraft(): DraftSession {
  return assertDefined(useContext(Context), 'DraftProvider');
}

/** The open form, on a screen that may have none. */
export function useDraftIfOpen(): DraftSession | null {
  return useContext(Context);
}

/** What the form says now; changes when an answer is stored, not with every key. */
export function useDraftView(): DraftView {
  const draft = useDraft();
  return useSyncExternalStore(draft.subscribe, draft.get);
}
