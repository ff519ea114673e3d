import { lazy } from 'react';

/** Needed once in the life of a kiosk, so it comes apart from the first screen. */
export const SetUp = lazy(async () => ({ default: (await import('../setup/set-up.tsx')).SetUp }));
