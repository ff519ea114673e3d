import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createSecureContext, getCACertificates } from 'node:tls';
import { KioskFault } from '../../../shared/faults/index.ts';

const agentOptions = { keepAlive: true, maxSockets: 8, scheduling: 'lifo' } as const;

/**
 * The connections to one portal. Over TLS the system's authorities, node's own and the province's (a PEM file) are
 * trusted; PORTAL_CERTIFICATE when that file cannot be used. Reading the system's store takes about 80 ms on a
 * 2-core machine, so it happens once, at the first call.
 */
export function createPortalAgent(address: URL, caPath: string | undefined): http.Agent | https.Agent {
  if (address.protocol !== 'https:') return new http.Agent(agentOptions);
  const authorities = new Set([...getCACertificates('default'), ...getCACertificates('system')]);
  try {
    if (caPath !== undefined) authorities.add(readFileSync(caPath, 'utf8'));
    const secureContext = createSecureContext({ ca: [...authorities], minVersion: 'TLSv1.2' });
    return new https.Agent({ ...agentOptions, secureContext });
  } catch (error) {
    throw new KioskFault('PORTAL_CERTIFICATE', {
      details: { reason: 'authority-unreadable', host: address.host },
      cause: error,
    });
  }
}
