import { describe, expect, test } from 'vitest';
import {
  contentSecurityPolicy,
  contentTypeOf,
  pageHeaders,
  resolvePageFile,
  withNonce,
} from './page-policy.ts';

describe('the page policy', () => {
  test('allows no inline script, no eval and no foreign origin', () => {
    const policy = contentSecurityPolicy({ nonce: 'N1' });
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).not.toMatch(/'unsafe-(inline|eval|hashes)'/);
    expect(policy).not.toMatch(/https?:|\*/);
  });

  test('lets styles through with the nonce of this load only', () => {
    expect(contentSecurityPolicy({ nonce: 'N1' })).toContain("style-src 'self' 'nonce-N1'");
    expect(withNonce('<style nonce="__CSP_NONCE__">', 'N1')).toBe('<style nonce="N1">');
  });

  test('names the WebSocket of the core only when it is told to', () => {
    expect(contentSecurityPolicy({ nonce: 'N1' })).toContain("connect-src 'self';");
    expect(contentSecurityPolicy({ nonce: 'N1', connectTo: ['ws://127.0.0.1:7000'] })).toContain(
      "connect-src 'self' ws://127.0.0.1:7000;",
    );
  });

  test('forbids sniffing, framing, storing and the microphone', () => {
    const headers = pageHeaders({ nonce: 'N1', contentType: 'text/html' });
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['permissions-policy']).toContain('microphone=()');
  });

  test.each([
    ['/', 'index.html'],
    ['/find/birth', 'index.html'],
    ['/assets/app-1.js', 'assets/app-1.js'],
    ['//assets//app.js', 'assets/app.js'],
  ])('serves %s from %s', (pathname, file) => {
    expect(resolvePageFile(pathname)).toBe(file);
  });

  test.each([
    '/../package.json',
    '/assets/../../main/main.cjs',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/package.json',
    '/..%5cpackage.json',
    '/%252e%252e%252fpackage.json',
    '/c:/windows/win.ini',
    '/index.html%00.png',
    '/.env',
    '/.git/config',
    '/%E0%A4%A',
  ])('refuses %s', (pathname) => {
    expect(resolvePageFile(pathname)).toBeNull();
  });

  test('knows the type of what a page consists of, and nothing else', () => {
    expect(contentTypeOf('a/reader.wasm')).toBe('application/wasm');
    expect(contentTypeOf('be-vietnam.WOFF2')).toBe('font/woff2');
    expect(contentTypeOf('core.cjs')).toBeNull();
  });
});
