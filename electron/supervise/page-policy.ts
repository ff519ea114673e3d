/**
 * How our static page is served, the same in both shells: Electron's app:// scheme and launch's loopback server.
 * Pure: knows paths and headers, reads no files.
 */

/** Stands in index.html and pause.html where the load's own nonce goes. */
export const noncePlaceholder = '__CSP_NONCE__';

/** The calm stop page lies in resources/pages under this name; it needs no script and no core. */
export const pausePage = 'pause.html';

/**
 * The one Content-Security-Policy. WebAssembly compiles for the QR reader; styles carry the load's nonce because
 * react-aria injects a style element. `connectTo` names further origins (the core's WebSocket in the Chromium shell).
 */
export function contentSecurityPolicy(options: {
  readonly nonce: string;
  readonly connectTo?: readonly string[];
}): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${options.nonce}'`,
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    `connect-src ${["'self'", ...(options.connectTo ?? [])].join(' ')}`,
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The headers of every answer; documents and files alike, so that no path is served with less. */
export function pageHeaders(options: {
  readonly nonce: string;
  readonly contentType: string;
  readonly connectTo?: readonly string[];
}): Readonly<Record<string, string>> {
  return {
    'content-type': options.contentType,
    'content-security-policy': contentSecurityPolicy(options),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'camera=(self), microphone=(), geolocation=(), display-capture=(), usb=(), hid=(), serial=(), payment=()',
    // Nothing of a visit stays behind, not even that a file was fetched.
    'cache-control': 'no-store',
  };
}

/**
 * Turns the path of a request into a file below the page's folder, or `null` when it tries to leave it. A path
 * without an extension is a step of the journey and gets the document.
 */
export function resolvePageFile(pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null; // malformed percent-encoding is never one of our own links
  }
  // Drive letters, backslashes and NUL mean something to a file system that they do not mean to a URL.
  if (/[\\\0:]/.test(decoded) || decoded.includes('%')) return null;
  const parts = decoded.split('/').filter((part) => part !== '');
  if (parts.some((part) => part === '..' || part === '.' || part.startsWith('.'))) return null;
  const last = parts.at(-1);
  return last?.includes('.') ? parts.join('/') : 'index.html';
}

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  wav: 'audio/wav',
  webp: 'image/webp',
  woff: 'font/woff',
  woff2: 'font/woff2',
};

/** The content type by extension; `null` for a kind of file that our page does not consist of. */
export function contentTypeOf(file: string): string | null {
  return contentTypes[file.slice(file.lastIndexOf('.') + 1).toLowerCase()] ?? null;
}

/** Puts the load's nonce into a document. */
export function withNonce(document: string, nonce: string): string {
  return document.replaceAll(noncePlaceholder, nonce);
}
