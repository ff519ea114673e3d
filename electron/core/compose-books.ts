import { createPaymentStore } from './fees/index.ts';
import { createPostStore } from './post/index.ts';
import type { OnFound } from './storage/index.ts';

/** The books and the letter of a dossier that a database made anew, or an older copy, did not know. */
export const openFoundBooks: OnFound = (db) => {
  const payments = createPaymentStore({ db });
  const posts = createPostStore({ db });
  return ({ dossierId, revision, kind, fee, delivery, sealedAt }) => {
    if (kind !== 'submission') return;
    const sealed = { revision, atMs: Math.max(0, Date.parse(sealedAt)) };
    if (revision === 0) payments.open(dossierId, fee, sealed);
    else for (const event of payments.correct(dossierId, fee, sealed)) payments.append(dossierId, event);
    posts.open(dossierId, delivery, sealed.atMs);
  };
};
