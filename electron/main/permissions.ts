import type { Session } from 'electron';
import { pageOrigin } from './page-scheme.ts';

/** `deny`: nobody; `camera`: video, never sound, to our own page, while the core has the card screen open. */
type Rule = 'deny' | 'camera';

/**
 * Every permission Chromium may ask for that somebody could wonder about, with the reason. What is not in the table
 * is denied like the rest, so that a newer Electron brings no surprise.
 */
const rules: Readonly<Record<string, Rule>> = {
  media: 'camera', // the QR code of the identity card; sound is never recorded
  geolocation: 'deny', // the kiosk knows where it stands
  notifications: 'deny', // would show over the page, also to the next person
  midi: 'deny',
  midiSysex: 'deny',
  pointerLock: 'deny', // would take the pointer away
  keyboardLock: 'deny', // would take the keyboard away
  fullscreen: 'deny', // the window already is; leaving it is what we do not want
  openExternal: 'deny', // starts another program
  'clipboard-read': 'deny', // may hold the previous person's words
  'clipboard-sanitized-write': 'deny',
  'display-capture': 'deny',
  mediaKeySystem: 'deny',
  fileSystem: 'deny', // papers come through the scanner, by the core
  hid: 'deny', // devices belong to the core
  serial: 'deny',
  usb: 'deny',
  'idle-detection': 'deny', // the core's own clock decides
  'speaker-selection': 'deny',
  'storage-access': 'deny', // the page stores nothing
  'top-level-storage-access': 'deny',
  'window-management': 'deny',
  'local-fonts': 'deny',
};

/** Denies every permission of the kiosk's session but the camera rule; devices are never chosen by the page. */
export function lockPermissions(session: Session, isCameraAllowed: () => boolean): void {
  const mayUse = (permission: string, origin: string, mediaTypes: readonly string[]): boolean =>
    rules[permission] === 'camera' &&
    isCameraAllowed() &&
    isOurs(origin) &&
    mediaTypes.length > 0 &&
    mediaTypes.every((type) => type === 'video');

  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const origin = 'securityOrigin' in details ? details.securityOrigin : details.requestingUrl;
    answer(details.isMainFrame && mayUse(permission, origin ?? details.requestingUrl, mediaTypes));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    mayUse(permission, details.securityOrigin ?? origin, [details.mediaType ?? 'unknown']),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}

function isOurs(origin: string): boolean {
  return origin === pageOrigin || origin.startsWith(`${pageOrigin}/`);
}
