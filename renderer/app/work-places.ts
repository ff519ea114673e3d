/** Steps in which the person may have something to lose. */
const placesWithWork = ['/fill', '/scan', '/submit', '/keep'] as const;

/** Does "Kết thúc" ask first at this place? */
export function holdsWork(place: string): boolean {
  return placesWithWork.some((prefix) => place === prefix || place.startsWith(`${prefix}/`));
}

/** Can what is being done here be put aside for another day? */
export function canKeep(place: string): boolean {
  return ['/fill', '/scan', '/submit'].some((prefix) => place === prefix || place.startsWith(`${prefix}/`));
}
