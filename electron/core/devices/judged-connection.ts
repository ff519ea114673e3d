import net from 'node:net';
import tls from 'node:tls';
import { type FaultCode, KioskFault } from '../../../shared/faults/index.ts';

/** How a device's certificate is judged. Devices sign their own, so the system's authorities say nothing of them. */
export type CertificatePolicy =
  /** The first one is kept; another one later is a fault until staff agree. */
  | 'pin'
  /** By the system's authorities, where an office gave its devices real certificates. */
  | 'system'
  /** Any: for devices that make a new one at every start. */
  | 'any';

/** Fingerprints of certificates seen first, kept over restarts by the caller. */
export interface CertificatePins {
  find(host: string): string | undefined;
  keep(host: string, fingerprint: string): void;
}

export interface ConnectionTerms {
  readonly policy: CertificatePolicy;
  readonly pins: CertificatePins;
  /** The fault of a certificate that is not the kept one. */
  readonly changed: FaultCode;
  readonly tls?: Pick<tls.ConnectionOptions, 'minVersion' | 'ciphers'>;
}

/** Connects to a device of the office's network; over TLS its certificate is judged before the first byte of ours. */
export function connectJudged(url: URL, terms: ConnectionTerms, signal: AbortSignal): Promise<net.Socket> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isSecure = url.protocol === 'https:';
  const port = Number(url.port) || (isSecure ? 443 : 80);
  return new Promise((resolve, reject) => {
    const socket = isSecure
      ? tls.connect({
          host,
          port,
          rejectUnauthorized: terms.policy === 'system',
          ...(net.isIP(host) === 0 ? { servername: host } : {}),
          ...terms.tls,
        })
      : net.connect({ host, port });
    const onAbort = (): void => {
      socket.destroy();
      reject(signal.reason);
    };
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', reject);
    socket.once(isSecure ? 'secureConnect' : 'connect', () => {
      signal.removeEventListener('abort', onAbort);
      try {
        if (socket instanceof tls.TLSSocket) judge(socket, url.host, terms);
      } catch (error) {
        socket.destroy();
        reject(error);
        return;
      }
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

function judge(socket: tls.TLSSocket, host: string, terms: ConnectionTerms): void {
  if (terms.policy !== 'pin') return;
  const fingerprint = socket.getPeerCertificate().fingerprint256 ?? '';
  const kept = terms.pins.find(host);
  if (kept === undefined) terms.pins.keep(host, fingerprint);
  else if (kept !== fingerprint) throw new KioskFault(terms.changed, { details: { host } });
}
