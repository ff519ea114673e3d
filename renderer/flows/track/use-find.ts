import { useCallback } from 'react';
import { useCore, useGo } from '../../client/index.ts';
import { dossierPlace, elsewherePlace } from './places.ts';

/** Looks a code up and goes to what was found; fails with the fault to show when that came to nothing. */
export function useFind(): (code: string) => Promise<void> {
  const core = useCore();
  const go = useGo();
  return useCallback(
    async (code) => {
      const found = await core.tracking.find({ code });
      await go(
        found.kind === 'here' ? dossierPlace(found.dossier.dossierId) : elsewherePlace(found.dossier.code),
      );
    },
    [core, go],
  );
}
