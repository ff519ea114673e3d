import type { PageFormat } from './scanner.port.ts';

const extensionOfFormat: Readonly<Record<PageFormat, string>> = {
  jpeg: 'jpg',
  png: 'png',
  tiff: 'tif',
  pdf: 'pdf',
};

/**
 * The name of a finished page in its job's folder: its number, and the resolution that was ordered (`0003@300.jpg`),
 * because network scanners leave it out of the picture and after a crash nobody else knows it.
 */
export function pageFileName(page: {
  readonly ordinal: number;
  readonly dpi: number | null;
  readonly format: PageFormat;
}): string {
  const dpi = page.dpi === null ? '' : `@${page.dpi}`;
  return `${String(page.ordinal).padStart(4, '0')}${dpi}.${extensionOfFormat[page.format]}`;
}

/** Reads such a name; null for whatever is still being written, or is no page. */
export function readPageFileName(
  name: string,
): { readonly ordinal: number; readonly dpi: number | null } | null {
  const found = /^(\d{4,})(?:@(\d+))?\.(?:jpg|png|tif|pdf)$/.exec(name);
  if (found === null) return null;
  return { ordinal: Number(found[1]), dpi: found[2] === undefined ? null : Number(found[2]) };
}
