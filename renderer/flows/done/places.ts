const prefix = '/done/';

export function donePlace(dossierId: string): string {
  return prefix + dossierId;
}

/** The dossier of such a place; null when nobody wrote it. */
export function readDonePlace(place: string): string | null {
  const id = place.slice(prefix.length);
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}
