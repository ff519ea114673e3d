import type { ShellReply, ShellRequest } from '../supervise/control.ts';
import type { ShellSecrets } from './storage/index.ts';

/** The shell refused, or answered something else than was asked. */
class ShellRefused extends Error {
  override readonly name = 'ShellRefused';
}

/** The operating system's secret store behind the line to the shell. Without Electron the shell says there is none. */
export function shellSecrets(ask: (request: ShellRequest) => Promise<ShellReply>): ShellSecrets {
  async function askForBytes(request: ShellRequest): Promise<Uint8Array> {
    const reply = await ask(request);
    if (reply.kind !== 'bytes') throw new ShellRefused(reply.kind === 'refused' ? reply.reason : reply.kind);
    return reply.bytes;
  }
  return {
    async protection() {
      const reply = await ask({ kind: 'protection' });
      return reply.kind === 'protection' ? reply.backend : null;
    },
    protect: (plain) => askForBytes({ kind: 'protect', plain }),
    unprotect: (sealed) => askForBytes({ kind: 'unprotect', sealed }),
  };
}

/** Without Electron there is no secret store to ask. */
export const noSecretStore: ShellSecrets = {
  protection: async () => null,
  protect: () => Promise.reject(new ShellRefused('no secret store')),
  unprotect: () => Promise.reject(new ShellRefused('no secret store')),
};
