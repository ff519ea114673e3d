import { safeStorage } from 'electron';
import { unreachable } from '../../shared/assert.ts';
import type { ShellReply, ShellRequest } from '../supervise/control.ts';

/** Backends of Chromium that keep nothing secret (electron#39789): a key under them is a key in the clear. */
const worthless: ReadonlySet<string> = new Set(['basic_text', 'unknown']);

/** Answers the core's requests to the operating system's secret store; refuses where the store protects nothing. */
export function answerShellRequest(request: ShellRequest): ShellReply {
  const backend = secretBackend();
  if (request.kind === 'protection') return { kind: 'protection', backend };
  if (backend === null) return { kind: 'refused', reason: 'the operating system offers no secret store' };
  try {
    switch (request.kind) {
      case 'protect':
        // The store takes text; base64 carries any bytes.
        return { kind: 'bytes', bytes: new Uint8Array(safeStorage.encryptString(toBase64(request.plain))) };
      case 'unprotect':
        return {
          kind: 'bytes',
          bytes: new Uint8Array(
            Buffer.from(safeStorage.decryptString(Buffer.from(request.sealed)), 'base64'),
          ),
        };
      default:
        return unreachable(request);
    }
  } catch {
    // Another user's or another machine's key, or a locked keyring: the core names the fault.
    return { kind: 'refused', reason: 'the secret store did not open this value' };
  }
}

/** The store in use as Electron names it, or `null` when it must not be used. Valid once Electron is ready. */
function secretBackend(): string | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (process.platform === 'win32') return 'dpapi';
  if (process.platform === 'darwin') return 'keychain';
  // Electron before 26 cannot name it; there a missing keyring already counts as "not available".
  const named =
    'getSelectedStorageBackend' in safeStorage ? safeStorage.getSelectedStorageBackend() : 'keyring';
  return worthless.has(named) ? null : named;
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
