import { type Faces, loadFaces } from './fonts.ts';

/** The typefaces of all papers, read once for the life of the thread. Raises PAPER_FORM_FONT_MISSING. */
export type FaceShelf = () => Promise<Faces>;

export function createFaceShelf(fontsDir: string): FaceShelf {
  let faces: Promise<Faces> | null = null;
  return () => {
    faces ??= loadFaces(fontsDir);
    return faces.catch((error: unknown) => {
      faces = null; // a font that was put back is found the next time
      throw error;
    });
  };
}
