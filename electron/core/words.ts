import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../shared/contract/index.ts';
import { fillPlaces, type Say } from '../../shared/words/index.ts';

/** The words that the core itself puts on paper, read from the same files as the page's. */
export interface Words {
  /** Says strings of the given areas (`find.askStaff` is `askStaff` in find.json); an unknown id is a defect. */
  in(language: Language, areas: readonly string[]): Say;
}

export function createWords(stringsDir: string): Words {
  const read = new Map<string, Readonly<Record<string, string>>>();

  function area(language: Language, name: string): Readonly<Record<string, string>> {
    const file = path.join(stringsDir, language, `${name}.json`);
    const known =
      read.get(file) ?? (JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>);
    read.set(file, known);
    return known;
  }

  return {
    in: (language, areas) => (id, params) => {
      const dot = id.indexOf('.');
      const name = id.slice(0, dot);
      const text = areas.includes(name) ? area(language, name)[id.slice(dot + 1)] : undefined;
      if (text === undefined) throw new Error(`No words for ${id}`);
      return fillPlaces(text, params);
    },
  };
}
