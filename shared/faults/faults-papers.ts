import { defineFaults } from './fault-entry.ts';

/** Faults of pages, of the PDF made of them, and of signed PDFs that are brought in. Stored pages stay stored. */
export const papersFaults = defineFaults({
  PAGE_PICTURE_TOO_LARGE: {
    severity: 'error',
    recovery: 'refused by its header before anything decodes it; other pages are kept',
    simulated: 'a PNG header of 600 million pixels',
    test: 'tests/faults/papers.test.ts',
  },
  PAGE_PICTURE_UNREADABLE: {
    severity: 'error',
    recovery: 'the picture is refused; other pages are kept',
    simulated: 'a web page announced as a JPEG; a PNG announced as a JPEG; a JPEG with garbage in the middle',
    test: 'tests/faults/papers.test.ts',
  },
  PAGE_PICTURE_CUT_OFF: {
    severity: 'error',
    recovery: 'the picture is refused; other pages are kept',
    simulated: 'a JPEG, PNG, TIFF or PNM without its second half',
    test: 'tests/faults/papers.test.ts',
  },
  PAGE_NOT_CHECKED: {
    severity: 'error',
    recovery: 'the thread is replaced; the next page is looked at as usual, this one can be asked again',
    simulated: 'the thread dies, or does not answer for 30 seconds',
    test: 'tests/faults/papers.test.ts',
  },
  DOSSIER_PDF_TOO_LARGE: {
    severity: 'error',
    recovery: 'nothing is written; pages are kept, and the paper can be split into two files',
    simulated: 'pages that need more bytes than the configuration allows for one file',
    test: 'tests/faults/papers.test.ts',
  },
  DOSSIER_PDF_NOT_PROVEN: {
    severity: 'error',
    recovery: 'the file is thrown away; pages are kept, and it can be made again',
    simulated: 'a byte of the written file is changed before it is read back',
    test: 'tests/faults/papers.test.ts',
  },
  BROUGHT_PDF_TOO_LARGE: {
    severity: 'error',
    recovery: 'the file is refused unread',
    simulated: 'a PDF of more bytes than the configuration allows',
    test: 'tests/faults/papers.test.ts',
  },
  BROUGHT_PDF_INVALID: {
    severity: 'error',
    recovery: 'the file is refused',
    simulated: 'a text file called PDF; a PDF without its end; a PDF without pages',
    test: 'tests/faults/papers.test.ts',
  },
  BROUGHT_PDF_ENCRYPTED: {
    severity: 'error',
    recovery: 'the file is refused',
    simulated: 'a PDF with a password',
    test: 'tests/faults/papers.test.ts',
  },
  BROUGHT_PDF_HAS_SCRIPTS: {
    severity: 'error',
    recovery: 'the file is refused',
    simulated: 'a PDF with JavaScript, also under an escaped name and inside a compressed object stream',
    test: 'tests/faults/papers.test.ts',
  },
  BROUGHT_PDF_BOMB: {
    severity: 'error',
    recovery: 'unpacking is stopped at its limit and the file refused',
    simulated: 'a PDF of kilobytes that unpacks to gigabytes',
    test: 'tests/faults/papers.test.ts',
  },
});
