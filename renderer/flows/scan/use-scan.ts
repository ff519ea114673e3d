import { useState } from 'react';
import type { ConsentItem, ConsentList, PaperState, PapersState } from '../../../shared/contract/index.ts';
import { faultOf, useAttempt, useCore } from '../../client/index.ts';

/** The consent that is still to be given before an identity card is scanned. */
export interface CardConsentItem {
  readonly item: ConsentItem;
  readonly neededFrom: ConsentList['neededFrom'];
}

/** Begins a scan of a paper; where the law wants consent first, that is asked and the scan begins after it. */
export function useScan(
  papers: PapersState,
  paper: PaperState,
  onChange: (next: PapersState) => void,
): {
  /** `replaces` is the page that is scanned again. */
  scan(replaces: string | null): Promise<void>;
  readonly consent: CardConsentItem | null;
  closeConsent(): void;
} {
  const core = useCore();
  const attempt = useAttempt();
  const [consent, setConsent] = useState<CardConsentItem | null>(null);

  async function scan(replaces: string | null): Promise<void> {
    await attempt(async () => {
      try {
        const { draftId } = papers;
        const { componentId } = paper;
        const next = await core.papers.scan({ draftId, componentId, from: 'auto', replaces });
        setConsent(null);
        onChange(next);
      } catch (error) {
        if (faultOf(error) !== 'CONSENT_NEEDED') throw error;
        const { items, neededFrom } = await core.consent.list();
        const item = items.find(({ purpose }) => purpose === 'identity-papers');
        if (item === undefined) throw error;
        setConsent({ item, neededFrom });
      }
    });
  }

  return { scan, consent, closeConsent: () => setConsent(null) };
}
