import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import {
  contentTypeOf,
  pageHeaders,
  pausePage,
  resolvePageFile,
  withNonce,
} from '../supervise/page-policy.ts';

/** The page's own scheme: no file:// privileges, one origin, nothing but what lies in its folder. */
const scheme = 'app';
const host = 'kiosk';
export const pageOrigin = `${scheme}://${host}`;
export const pageAddress = `${pageOrigin}/`;
export const pauseAddress = `${pageOrigin}/${pausePage}`;

/** Must run before Electron is ready. `stream` lets recorded prompts play. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Serves the page to one session: files of dist/renderer, and the pause page, each with the strict headers. */
export function servePageScheme(
  session: Session,
  folders: { readonly page: string; readonly pause: string },
): void {
  session.protocol.handle(scheme, async (request) => {
    const address = new URL(request.url);
    if (address.host !== host || (request.method !== 'GET' && request.method !== 'HEAD')) return refusal(403);
    const file = resolvePageFile(address.pathname);
    const contentType = file === null ? null : contentTypeOf(file);
    if (file === null || contentType === null) return refusal(403);
    try {
      const content = await readFile(path.join(file === pausePage ? folders.pause : folders.page, file));
      const nonce = randomBytes(16).toString('base64');
      const body = file.endsWith('.html') ? withNonce(content.toString('utf8'), nonce) : content;
      return new Response(request.method === 'HEAD' ? null : body, {
        headers: pageHeaders({ nonce, contentType }),
      });
    } catch {
      return refusal(404); // not there or not readable: the page learns no more than that
    }
  });
}

function refusal(status: 403 | 404): Response {
  return new Response('', { status, headers: pageHeaders({ nonce: 'none', contentType: 'text/plain' }) });
}
