import type { Faces } from './fonts.ts';

/** The typefaces of all papers of this kiosk, read once. Raises PAPER_FORM_FONT_MISSING. */
export type FaceShelf = () => Promise<Faces>;

/** Fonts and the PDF library are loaded at the first paper: they take longer than the kiosk's whole start. */
export function createFaceShelf(fontsDir: string): FaceShelf {
  let faces: Promise<Faces> | null = null;
  return async () => {
    const { loadFaces } = await import('./drawing.ts');
    faces ??= loadFaces(fontsDir);
    return faces.catch((error: unknown) => {
      faces = null; // a font that was put back is found the next time
      throw error;
    });
  };
}
