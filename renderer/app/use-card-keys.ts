import { useCallback } from 'react';
import type { RawKey } from '../../shared/identity/index.ts';
import { expectFault, useCore } from '../client/index.ts';

/**
 * What becomes of a keyboard scanner's burst on any screen: the core decodes it. The answer, a fault too, comes back
 * as news of the identity, like a code from every other reader.
 */
export function useCardKeys(): (keys: readonly RawKey[]) => void {
  const core = useCore();
  return useCallback(
    (keys) => {
      core.identity.showCode({ from: 'keyboard', keys: [...keys] }).catch((error: unknown) => {
        expectFault(error);
      });
    },
    [core],
  );
}
