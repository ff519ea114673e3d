/** Steps in which the person may have something to lose. */
const placesWithWork = ['/fill'] as const;

/** Does "Kết thúc" ask first at this place? */
export function holdsWork(place: string): boolean {
  return placesWithWork.some((prefix) => place === prefix || place.startsWith(`${prefix}/`));
}
