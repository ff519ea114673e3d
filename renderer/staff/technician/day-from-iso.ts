/** `2026-11-22` (or a version that begins so) as people here write it. */
export function dayFromIso(text: string): string {
  const [year = '', month = '', day = ''] = text.split(/[-.]/);
  return `${day}/${month}/${year}`;
}
