import path from 'node:path';

/** The files of what the core does in threads of their own. */
export interface ThreadPrograms {
  /** Draws papers: calls `serveDrawings`. */
  readonly pdf: string;
  /** Looks at scanned pages: calls `serveWork`. */
  readonly papers: string;
}

/** Both in one folder: `.ts` beside the core's source, `.cjs` beside its bundle in the product. */
export function threadProgramsIn(folder: string, extension: string): ThreadPrograms {
  const file = (name: string): string => path.join(folder, `${name}.worker${extension}`);
  return { pdf: file('pdf'), papers: file('papers') };
}
