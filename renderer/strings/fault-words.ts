import type { Language } from '../../shared/contract/index.ts';
import type { FaultCode } from '../../shared/faults/index.ts';

/** What a fault says: to the citizen in three parts, to the officer as steps. */
export interface FaultWords {
  readonly happened: string;
  readonly safe: string;
  readonly next: string;
  readonly staff: readonly string[];
}

type FaultFile = Readonly<Record<string, FaultWords>>;

const files: Readonly<Record<Language, Readonly<Record<string, FaultFile>>>> = {
  vi: import.meta.glob<FaultFile>('../../resources/strings/vi/faults-*.json', {
    eager: true,
    import: 'default',
  }),
  en: import.meta.glob<FaultFile>('../../resources/strings/en/faults-*.json', {
    eager: true,
    import: 'default',
  }),
};

/** The words of a fault; `undefined` for a code whose author has not written them (a test fails then). */
export function findFaultWords(language: Language, code: FaultCode): FaultWords | undefined {
  for (const file of Object.values(files[language])) {
    const words = file[code];
    if (words) return words;
  }
  return undefined;
}
