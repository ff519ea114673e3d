import { KioskFault } from '../../../shared/faults/index.ts';
import type { Form } from '../../../shared/form/index.ts';
import { type FileProblem, readFormFolder } from './form-files.ts';

/** The forms of this kiosk. */
export interface Forms {
  /**
   * The form of a procedure: its own, or the generic request form when it has none. With `version` the one a draft
   * began with. Raises FORM_FILE_INVALID when the file is broken, FORM_VERSION_UNKNOWN when that version is gone.
   */
  get(wanted: { readonly procedureCode: string; readonly version?: string | undefined }): Form;
  /** True when the procedure has a form of its own. */
  has(procedureCode: string): boolean;
  readonly problems: readonly FileProblem[];
}

export const genericFormCode = 'generic';

/** Loads and checks all forms once; what is broken is kept as problems for the health screen. */
export function createForms(deps: { readonly formsDir: string }): Forms {
  const read = readFormFolder(deps.formsDir);
  const problems = read.flatMap((one) => one.problems);
  const current = new Map<string, Form>();
  const versions = new Map<string, Form>();
  const broken = new Set<string>();
  for (const { file, form } of read) {
    if (form === null) {
      broken.add(file.replace(/\.json$/u, ''));
      continue;
    }
    for (const code of form.procedures.length > 0 ? form.procedures : [form.code]) {
      if (!file.startsWith('archive')) current.set(code, form);
      versions.set(`${code}@${form.version}`, form);
    }
  }

  function refuse(procedureCode: string): never {
    throw new KioskFault('FORM_FILE_INVALID', {
      details: { procedure: procedureCode, problems: problems.length },
    });
  }

  return {
    problems,
    has: (procedureCode) => current.has(procedureCode) || broken.has(procedureCode),
    get({ procedureCode, version }) {
      if (broken.has(procedureCode)) refuse(procedureCode);
      const code = current.has(procedureCode) ? procedureCode : genericFormCode;
      const form = current.get(code) ?? refuse(code);
      if (version === undefined || version === form.version) return form;
      const older =
        versions.get(`${procedureCode}@${version}`) ?? versions.get(`${genericFormCode}@${version}`);
      if (older === undefined) {
        throw new KioskFault('FORM_VERSION_UNKNOWN', { details: { procedure: procedureCode, version } });
      }
      return older;
    },
  };
}
