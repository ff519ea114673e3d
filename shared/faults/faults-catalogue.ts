import { defineFaults } from './fault-entry.ts';

/** Faults of the catalogue of procedures: what ships, and the packages that replace it. */
export const catalogueFaults = defineFaults({
  CATALOGUE_DAMAGED: {
    severity: 'stop',
    recovery: 'none: a kiosk that cannot say what is needed must not guess; the program is installed again',
    simulated: 'a file of the shipped catalogue is deleted, cut or changed',
    test: 'tests/faults/catalogue.test.ts',
  },
  CATALOGUE_PACKAGE_UNREADABLE: {
    severity: 'error',
    recovery: 'the running catalogue stays',
    simulated: 'a package that is cut off, empty or of another format',
    test: 'tests/faults/catalogue.test.ts',
  },
  CATALOGUE_PACKAGE_SIGNATURE: {
    severity: 'error',
    recovery: 'the running catalogue stays',
    simulated: 'a package signed with another key, or changed after it was signed',
    test: 'tests/faults/catalogue.test.ts',
  },
  CATALOGUE_PACKAGE_OLDER: {
    severity: 'warning',
    recovery: 'the running catalogue stays',
    simulated: 'a package whose version is not above the newest one here',
    test: 'tests/faults/catalogue.test.ts',
  },
  CATALOGUE_PACKAGE_FAULTY: {
    severity: 'error',
    recovery: 'the running catalogue stays; every error of the package is listed at once',
    simulated: 'a well-signed package with an unknown field and a fee without its exemptions',
    test: 'tests/faults/catalogue.test.ts',
  },
  PROCEDURE_UNKNOWN: {
    severity: 'warning',
    recovery: 'none: the person searches again or asks staff',
    simulated: 'a page asks for a code that no catalogue holds',
    test: 'tests/faults/catalogue.test.ts',
  },
});
