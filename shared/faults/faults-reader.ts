import { defineFaults } from './fault-entry.ts';

/** Faults of the code readers, of the cards before them, and of saying who one is. */
export const readerFaults = defineFaults({
  READER_LOST: {
    severity: 'warning',
    recovery: 'the reader is looked for every second and taken up again when it is back',
    simulated: 'the simulated reader is unplugged',
    test: 'tests/faults/reader.test.ts',
  },
  READER_OPEN_REFUSED: {
    severity: 'error',
    recovery: 'opening is tried again after 0.25, 1, 3 and then every 10 seconds',
    simulated: 'the simulated reader refuses to be opened',
    test: 'tests/faults/reader.test.ts',
  },
  READER_SUPPORT_MISSING: {
    severity: 'error',
    recovery: 'the devices are listed again every five seconds; camera and typing go on',
    simulated: 'the HID module rejects when it is asked for its devices',
    test: 'tests/faults/reader.test.ts',
  },
  READER_CODE_CUT: {
    severity: 'notice',
    recovery: 'the begun code is thrown away; the next one is read',
    simulated: 'the simulated reader is unplugged, or falls silent, between two reports of a code',
    test: 'tests/faults/reader.test.ts',
  },
  READER_NOISE: {
    severity: 'notice',
    recovery: 'what came is thrown away; memory stays bounded; the next code is read',
    simulated: 'the simulated reader sends a megabyte of noise',
    test: 'tests/faults/reader.test.ts',
  },
  CODE_NOT_A_CARD: {
    severity: 'notice',
    recovery: 'none: the person shows the identity card, or types',
    simulated: 'a boarding pass is shown',
    test: 'tests/faults/reader.test.ts',
  },
  CARD_LETTERS_LOST: {
    severity: 'notice',
    recovery: 'nothing is filled in; the person shows the card again, uses the camera, or types',
    simulated: 'a card whose accented letters became question marks',
    test: 'tests/faults/reader.test.ts',
  },
  CARD_CODE_DAMAGED: {
    severity: 'notice',
    recovery: 'nothing is filled in; the person shows the card again or types',
    simulated: 'a card code with six fields',
    test: 'tests/faults/reader.test.ts',
  },
  CARDS_TWO_AT_ONCE: {
    severity: 'notice',
    recovery: 'both are forgotten; the person shows one card',
    simulated: 'two readers read cards of two people within a second',
    test: 'tests/faults/reader.test.ts',
  },
  KEYS_NOT_A_CODE: {
    severity: 'notice',
    recovery: 'none: the keys are those of a person and change nothing',
    simulated: 'keys at the pace of a person are sent as if they were a reader',
    test: 'tests/faults/reader.test.ts',
  },
  SESSION_NOT_OPEN: {
    severity: 'notice',
    recovery: 'none: nothing about a person is taken while nobody is there',
    simulated: 'the page says who somebody is on the attract screen',
    test: 'tests/faults/reader.test.ts',
  },
  IDENTITY_MISSING: {
    severity: 'notice',
    recovery: 'none: a card must be shown or the details typed first',
    simulated: 'the page confirms before any card was shown',
    test: 'tests/faults/reader.test.ts',
  },
  IDENTITY_INPUT_INVALID: {
    severity: 'notice',
    recovery: 'none: the wrong fields are named, nothing changes',
    simulated: 'a number of eleven digits is typed',
    test: 'tests/faults/reader.test.ts',
  },
  CONSENT_TEXT_CHANGED: {
    severity: 'notice',
    recovery: 'none: the present text is shown and asked again',
    simulated: 'the page agrees to a text with another hash',
    test: 'tests/faults/reader.test.ts',
  },
  CONSENT_NEEDS_GUARDIAN: {
    severity: 'notice',
    recovery: 'none: the guardian agrees beside the child, or staff help',
    simulated: 'a child of ten agrees alone',
    test: 'tests/faults/reader.test.ts',
  },
});
