/**
 * One kind of audit event. Details name things of the machine (codes, counts, hashes, versions), never a person's
 * name, number or image; who acted is a column of its own.
 */
export interface AuditEntry {
  /** What happened, for the person who reads the exported log. */
  readonly meaning: string;
  /** The names of the details it may carry. */
  readonly details: readonly string[];
}

/** Every event that may stand in the audit log. An id is added or retired, never edited. */
export const auditCatalogue = {
  'core-started': {
    meaning: 'The core process is ready to serve',
    details: ['version', 'profile', 'keyProtection'],
  },
  'core-stopped': { meaning: 'The core process ended in order', details: ['reason'] },
  'session-started': { meaning: 'Somebody touched the attract screen', details: ['sessionId'] },
  'session-finished': {
    meaning: 'The session ended and was wiped',
    details: ['sessionId', 'outcome', 'seconds'],
  },
  'database-migrated': { meaning: 'The database schema was brought up to date', details: ['from', 'to'] },
  'backup-started': { meaning: 'A copy of the database was begun', details: ['copy'] },
  'backup-finished': {
    meaning: 'A copy of the database was made',
    details: ['copy', 'outcome', 'sizeBytes'],
  },
  'restore-finished': {
    meaning: 'A copy took the place of the database',
    details: ['copy', 'outcome', 'erasuresApplied', 'dossiersAdded'],
  },
  'rebuild-finished': {
    meaning: 'The database was made anew from the sealed dossiers',
    details: ['dossiersAdded', 'unreadable', 'erasuresApplied'],
  },
  'dossier-sealed': {
    meaning: 'A dossier was handed in, or a supplement or a withdrawal of one',
    details: ['revision', 'kind', 'temporaryCode', 'contentHash', 'files', 'procedureCode', 'sessionId'],
  },
  'correction-opened': {
    meaning: 'An officer opened a dossier that the portal refused, to correct it',
    details: ['revision', 'fault'],
  },
  'dossier-exported': {
    meaning: 'A dossier was packed for another kiosk',
    details: ['revisions', 'files', 'protection', 'sizeBytes'],
  },
  'dossier-adopted': {
    meaning: 'A dossier that another kiosk had packed was taken in',
    details: ['revisions', 'files', 'fromKiosk'],
  },
  'dossier-erased': {
    meaning: 'Pages, personal data and key of a dossier were destroyed',
    details: ['dossierId', 'reason'],
  },
  'catalogue-in-use': {
    meaning: 'The core began with this version of the procedures',
    details: ['version'],
  },
  'enrolment-started': { meaning: 'The kiosk asked the portal to take it in', details: ['portalHost'] },
  'enrolment-finished': {
    meaning: 'The portal answered the enrolment',
    details: ['portalHost', 'outcome', 'portalKeyFingerprint'],
  },
  'identity-confirmed': {
    meaning: 'The person at the kiosk said who they are',
    details: ['trust'],
  },
  'consent-given': {
    meaning: 'A person agreed to one use of their data',
    details: ['purpose', 'version', 'language', 'textSha256', 'givenBy'],
  },
  'consent-withdrawn': {
    meaning: 'A person took an agreement back',
    details: ['purpose', 'version'],
  },
  'draft-started': {
    meaning: 'A form was begun',
    details: ['procedureCode', 'formVersion', 'catalogueVersion'],
  },
  'draft-finished': {
    meaning: 'A form was discarded and erased, by the person or with the end of the visit',
    details: ['procedureCode', 'outcome'],
  },
  'form-printed': {
    meaning: 'The filled form was sent to a printer',
    details: ['procedureCode', 'outcome', 'printer'],
  },
  'take-home-printed': {
    meaning: 'A list of papers or a blank form was sent to a printer',
    details: ['procedureCode', 'what', 'paper', 'outcome'],
  },
  'sign-in-started': { meaning: 'A person began to sign in by phone', details: [] },
  'sign-in-finished': { meaning: 'A sign-in by phone came to its end', details: ['outcome'] },
  'registration-started': { meaning: 'A person asked the portal for an account', details: ['outcome'] },
  'registration-finished': { meaning: 'A request for an account came to its end', details: ['outcome'] },
  'draft-suspended': {
    meaning: 'A form was kept for later because the person asked for it',
    details: ['procedureCode', 'keptUntil'],
  },
  'draft-resumed': { meaning: 'A kept form was opened again by its code', details: ['procedureCode'] },
  'resume-locked': { meaning: 'Too many wrong tries to open a kept form', details: ['scope', 'waitSeconds'] },
  'suspend-slip-printed': {
    meaning: 'The slip of a kept form was sent to a printer',
    details: ['paper', 'outcome'],
  },
  'receipt-printed': {
    meaning: 'The receipt of a sealed dossier was sent to a printer; copy 0 is the receipt itself',
    details: ['revision', 'paper', 'copy', 'outcome', 'fault'],
  },
  'dossier-delivered': {
    meaning: 'The portal proved that it holds every byte of a revision',
    details: ['revision', 'officialCode', 'fileCount'],
  },
  'dossier-parked': {
    meaning: 'A revision cannot be delivered without the staff',
    details: ['revision', 'fault', 'reason'],
  },
  'dossier-sent-again': { meaning: 'Staff let a parked revision go again', details: ['revision'] },
  'dossier-state-learnt': { meaning: 'The portal told another state of a dossier', details: ['state'] },
  'supplement-asked': { meaning: 'The portal asks for more papers', details: ['requestId', 'papers'] },
  'dossier-opened': {
    meaning: 'Persons and papers of a dossier were shown to who proved that it is theirs',
    details: ['by'],
  },
  'tracking-locked': {
    meaning: 'Too many wrong identity numbers for a dossier',
    details: ['scope', 'waitSeconds'],
  },
  'staff-called': { meaning: 'The citizen called for help', details: ['place'] },
  'staff-signed-in': { meaning: 'An officer signed in over a visit', details: ['withCard'] },
  'staff-signed-out': {
    meaning: 'An officer handed the kiosk back, was replaced, or the visit ended',
    details: ['reason'],
  },
  'staff-locked': {
    meaning: 'Staff mode ended without the officer: nobody touched the screen, or the kiosk restarted',
    details: ['reason'],
  },
  'staff-sign-in-failed': {
    meaning: 'A wrong PIN, or the right one without the card',
    details: ['accountId', 'reason'],
  },
  'staff-sign-in-locked': {
    meaning: 'Too many wrong PINs of one account or of the whole kiosk',
    details: ['scope', 'waitSeconds'],
  },
  'staff-first-code-failed': {
    meaning: 'A wrong code for the first supervisor was typed',
    details: [],
  },
  'staff-account-made': {
    meaning: 'An account of an officer was made',
    details: ['accountId', 'accountRole', 'isFirst'],
  },
  'staff-account-closed': { meaning: 'An account of an officer was closed', details: ['accountId'] },
  'staff-pin-changed': { meaning: 'The PIN of an account was changed or set anew', details: ['accountId'] },
  'staff-card-changed': {
    meaning: 'A card was bound to an account or taken off it',
    details: ['accountId', 'isBound'],
  },
  'staff-answers-agreed': {
    meaning: 'The citizen agreed to what an officer had answered in the form',
    details: ['answers'],
  },
  'dossier-ended': {
    meaning: 'An officer took a dossier out of the queue: taken in on paper, or cancelled',
    details: ['kind', 'revisions'],
  },
  'office-paper-printed': {
    meaning: 'A form of the office (Mẫu 02, 03 or 06) of a dossier was sent to a printer',
    details: ['form', 'outcome'],
  },
  'original-compared': {
    meaning: 'An officer held the original of a paper beside its scan, or took that back',
    details: ['componentId', 'isCompared'],
  },
  'identity-checked': {
    meaning: 'An officer looked at the person and their document, or took that back',
    details: ['isChecked'],
  },
  'register-made': {
    meaning: 'The register was written to a file or printed',
    details: ['from', 'until', 'as', 'rows'],
  },
  'register-persons-erased': {
    meaning: 'Names left the rows of the register whose legal retention is over',
    details: ['rows'],
  },
  'ticket-taken': { meaning: 'Somebody took a queue number', details: ['number', 'service'] },
  'ticket-called': {
    meaning: 'An officer called a queue number',
    details: ['number', 'service', 'isAgain'],
  },
  'ticket-closed': {
    meaning: 'Whoever held a queue number was served or did not come',
    details: ['number', 'outcome'],
  },
  'ticket-printed': { meaning: 'A queue number was sent to a printer', details: ['paper', 'outcome'] },
  'rating-given': {
    meaning: 'Somebody rated the service; neither the score nor the procedure stands here',
    details: [],
  },
  'self-test-started': {
    meaning: 'A part of the kiosk was tried by the staff',
    details: ['test', 'outcome'],
  },
  'self-test-finished': {
    meaning: 'An officer judged what came of a self-test',
    details: ['test', 'verdict'],
  },
  'readiness-printed': {
    meaning: 'The report of how ready the kiosk is was sent to a printer',
    details: ['broken', 'limited', 'outcome'],
  },
  'logs-exported': { meaning: 'The logs were copied into the outbox', details: ['lines', 'withheld'] },
  'audit-exported': { meaning: 'This log was copied into the outbox', details: ['events', 'isWhole'] },
  'catalogue-imported': {
    meaning: 'A technician took a newer catalogue in from the inbox',
    details: ['version'],
  },
  'kiosk-left': { meaning: 'A technician restarted the core or left the kiosk', details: ['how'] },
  'data-request-taken': {
    meaning: 'A person asked about the data that is held of them',
    details: ['number', 'kind', 'checkedBy', 'viaOthers'],
  },
  'data-request-step': {
    meaning: 'Something was done about such a request',
    details: ['number', 'kind', 'what'],
  },
  'data-request-closed': {
    meaning: 'Such a request came to its end',
    details: ['number', 'kind', 'outcome', 'isLate'],
  },
  'payment-recorded': {
    meaning:
      'Something happened to the money of a dossier (shared/money/payment-event.ts says what each kind is)',
    details: ['kind', 'vnd', 'payment'],
  },
  'exemption-decided': {
    meaning: 'An officer checked a claimed exemption',
    details: ['outcome', 'percentOff', 'vnd'],
  },
  'drawer-closed': {
    meaning: 'The cash of one drawer was counted',
    details: ['drawer', 'expectedVnd', 'countedVnd', 'differenceVnd'],
  },
  'post-recorded': {
    meaning: 'Something happened to the way of a result by post',
    details: ['kind', 'listNumber', 'way'],
  },
  'postage-entered': { meaning: 'The office entered what the post costs', details: [] },
  'counter-paper-printed': {
    meaning: 'A paper of the counter was sent to a printer',
    details: ['what', 'paper', 'outcome'],
  },
  'staff-acts-agreed': {
    meaning: 'The citizen agreed to what an officer did with papers, the way of the result or the fee',
    details: ['acts'],
  },
  'set-up-finished': { meaning: 'The technician saved the configuration', details: ['configHash'] },
} as const satisfies Readonly<Record<string, AuditEntry>>;

export type AuditEventId = keyof typeof auditCatalogue;
export const auditEventIds = Object.keys(auditCatalogue) as readonly AuditEventId[];
