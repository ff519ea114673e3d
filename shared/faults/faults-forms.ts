import { defineFaults } from './fault-entry.ts';

/** Faults of the forms as data and of the filled paper. */
export const formsFaults = defineFaults({
  FORM_FILE_INVALID: {
    severity: 'error',
    recovery: 'the other forms stay in use; staff take the paper form until the file is mended',
    simulated: 'a form file that is cut off, or uses a field, section or operation that does not exist',
    test: 'tests/integration/forms-files.test.ts',
  },
  FORM_VERSION_UNKNOWN: {
    severity: 'error',
    recovery: 'none: the draft stays stored; staff begin a new one with the form in force',
    simulated: 'a draft that began with a version whose file was taken away',
    test: 'tests/integration/forms-files.test.ts',
  },
  PAPER_FORM_FONT_MISSING: {
    severity: 'error',
    recovery: 'none: the answers stay stored; the font files must be put back',
    simulated: 'a fonts folder without the font file',
    test: 'tests/integration/forms-paper.test.ts',
  },
  PAPER_NOT_DRAWN: {
    severity: 'error',
    recovery: 'the next paper gets a new thread; the answers stay stored',
    simulated: 'a drawing thread that dies, that never answers, or that is asked for too much at once',
    test: 'tests/integration/pdf-workshop.test.ts',
  },
});
