import { useCallback, useState } from 'react';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { faultOf, useCore, useGo } from '../../client/index.ts';
import { dossierPlace, elsewherePlace } from './places.ts';

/** Looks a code up and goes to what was found; what came to nothing is a fault to show. */
export function useFind(): {
  readonly find: (code: string) => Promise<FaultCode | null>;
  readonly isFinding: boolean;
} {
  const core = useCore();
  const go = useGo();
  const [isFinding, setFinding] = useState(false);
  const find = useCallback(
    async (code: string) => {
      setFinding(true);
      try {
        const found = await core.tracking.find({ code });
        await go(
          found.kind === 'here' ? dossierPlace(found.dossier.dossierId) : elsewherePlace(found.dossier.code),
        );
        return null;
      } catch (error) {
        const fault = faultOf(error);
        if (fault === null) throw error;
        return fault;
      } finally {
        setFinding(false);
      }
    },
    [core, go],
  );
  return { find, isFinding };
}
