/** The root of a scanner's eSCL interface, always ending in a slash: `http://192.168.1.20:8080/eSCL/`. */
export function esclRoot(address: string): URL | null {
  const withScheme = /^[a-z]+:\/\//i.test(address) ? address : `http://${address}`;
  if (!URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const path = url.pathname.replace(/\/+/g, '/').replace(/\/$/, '');
  return new URL(`${url.protocol}//${url.host}${path === '' ? '/eSCL' : path}/`);
}

/** The root that a scanner announces by mDNS: TXT `rs` comes with, without or as a lone slash. */
export function announcedRoot(given: {
  readonly secure: boolean;
  readonly address: string;
  readonly port: number;
  readonly rs: string | undefined;
}): URL | null {
  const host = given.address.includes(':') ? `[${given.address}]` : given.address;
  const path = (given.rs ?? 'eSCL').replace(/^\/+|\/+$/g, '');
  const url = `${given.secure ? 'https' : 'http'}://${host}:${given.port}/${path === '' ? '' : `${path}/`}`;
  return URL.canParse(url) ? new URL(url) : null;
}

/**
 * The address of a job from the Location of its creation, always on the host that was asked: devices answer with
 * "localhost", with other names, with broken IPv6, relative, without their root, or with doubled slashes.
 */
export function jobAddress(root: URL, location: string): URL | null {
  const path = location.trim().replace(/^[a-z]+:\/\/[^/]*/i, '');
  if (path === '') return null;
  const plain = path
    .replace(/\/+/g, '/')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '');
  // Relative to the root, as "ScanJobs/1"; some forget only the leading slash of the whole path.
  const rootPath = root.pathname.replace(/^\/|\/$/g, '');
  const isWhole = plain.startsWith('/') || (rootPath !== '' && plain.startsWith(`${rootPath}/`));
  const full = isWhole ? plain.replace(/^\/?/, '/') : `${root.pathname}${plain}`;
  const url = new URL(root.href);
  url.pathname = `${full}/`;
  return url;
}

/** Where a redirect leads; null when it would leave the scanner (another host that is not just "localhost"). */
export function redirectTarget(from: URL, location: string): URL | null {
  if (!URL.canParse(location, from.href)) return null;
  const to = new URL(location, from.href);
  if (to.protocol !== 'http:' && to.protocol !== 'https:') return null;
  // The lock is never taken off again.
  if (from.protocol === 'https:' && to.protocol === 'http:') return null;
  if (to.hostname === 'localhost') to.hostname = from.hostname;
  return to.hostname === from.hostname ? to : null;
}
