import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Language } from '../../shared/contract/index.ts';
import type { FaultCode } from '../../shared/faults/index.ts';

const wordsSchema = z.record(
  z.string(),
  z.object({ happened: z.string(), safe: z.string(), next: z.string(), staff: z.array(z.string()) }),
);
export type FaultWords = z.infer<typeof wordsSchema>[string];

/** The words of faults as the core prints them, from the same files as the page's; read once they are needed. */
export function createFaultWords(
  stringsDir: string,
): (language: Language, code: FaultCode) => FaultWords | undefined {
  const known = new Map<Language, z.infer<typeof wordsSchema>>();

  function read(language: Language): z.infer<typeof wordsSchema> {
    const folder = path.join(stringsDir, language);
    const files = readdirSync(folder).filter((name) => /^faults-.*\.json$/.test(name));
    const all = files.map((name) =>
      wordsSchema.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))),
    );
    return Object.assign({}, ...all) as z.infer<typeof wordsSchema>;
  }

  return (language, code) => {
    const words = known.get(language) ?? read(language);
    known.set(language, words);
    return words[code];
  };
}
