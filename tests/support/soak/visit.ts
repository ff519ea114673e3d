import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { makeSampleAnswers } from '../../../electron/core/forms/sample-answers.ts';
import {
  type CoreClient,
  defaultReading,
  languages,
  type PapersState,
  type Reading,
  textSizes,
} from '../../../shared/contract/index.ts';
import { createPlaces } from '../../../shared/places/places.ts';
import type { SimulatedEscl } from '../../simulators/escl.ts';
import { between, pick, type Random } from '../page-set/random.ts';
import type { Ledger } from './ledger.ts';

const samples = path.resolve(import.meta.dirname, '../../../resources/devices/scanners/samples');
const sheets = ['birth-notice', 'marriage-certificate', 'declaration'].map((name) =>
  readFileSync(path.join(samples, `${name}.jpg`)),
);
const procedures = ['1.001193', '1.004873', '2.000635', '2.000815', '1.001612', '1.004194'];
const stages = ['form', 'papers', 'last look'] as const;
const mostScans = 5;

/** Somebody who comes to hand in a dossier, and what they were told so far. */
export interface Person {
  readonly procedureCode: string;
  /** Where this person changes their mind; null: goes to the end. */
  readonly leavesAt: (typeof stages)[number] | null;
  /** Sheets for each paper that is put into the scanner; 0: "tôi sẽ bổ sung sau". */
  readonly sheets: number;
  readonly printsReceipt: boolean;
  readonly reading: Reading;
  sessionId: string | null;
  draftId: string | null;
  readonly answers: Map<string, unknown>;
  readonly pages: Set<string>;
  isSubmitting: boolean;
  dossierId: string | null;
  isLeaving: boolean;
}

export function newPerson(random: Random): Person {
  return {
    procedureCode: pick(random, procedures),
    leavesAt: random() < 0.2 ? pick(random, stages) : null,
    sheets: random() < 0.5 ? 0 : Math.floor(between(random, 1, 4)),
    printsReceipt: random() < 0.15,
    reading: { ...defaultReading, language: pick(random, languages), textSize: pick(random, textSizes) },
    sessionId: null,
    draftId: null,
    answers: new Map(),
    pages: new Set(),
    isSubmitting: false,
    dossierId: null,
    isLeaving: false,
  };
}

/**
 * Goes on with a visit from wherever it stands, to its end. Called again with the next core when one dies in the middle;
 * whatever the dead one had acknowledged must be there.
 */
export async function carryOn(
  person: Person,
  deps: {
    readonly client: CoreClient;
    readonly scanner: Pick<SimulatedEscl, 'load'>;
    readonly ledger: Ledger;
    readonly random: Random;
  },
): Promise<void> {
  const { client, ledger } = deps;
  const broke = (sentence: string): void => void ledger.broken.push(sentence);

  async function leave(): Promise<void> {
    person.isLeaving = true;
    await client.session.end();
    if (person.dossierId === null && person.draftId !== null) ledger.left.add(person.draftId);
    ledger.counts[person.dossierId === null ? 'abandoned' : 'visits'] += 1;
  }

  const session = await client.session.begin({ reading: person.reading });
  if (session.kind !== 'open') throw new Error('no visit after it began');
  if (person.sessionId !== null && person.sessionId !== session.sessionId && !person.isLeaving)
    broke(`visit ${person.sessionId} was open and is gone`);
  if (person.sessionId !== null) ledger.counts.resumed += 1;
  person.sessionId = session.sessionId;
  if (person.isLeaving) return leave();
  if (person.dossierId === null) {
    const draftId = await openForm();
    if (draftId === null) return;
    if (person.leavesAt === 'form') return leave();
    await putIn(draftId);
    if (person.leavesAt === 'papers') return leave();
    await lookOnceMore(draftId);
    if (person.leavesAt === 'last look') return leave();
    await submit(draftId);
  }
  if (person.dossierId !== null && person.printsReceipt)
    await client.receipts.print({ dossierId: person.dossierId, paper: 'a4' });
  return leave();

  /** Null: this form had been handed in when the core died, and that is settled now. */
  async function openForm(): Promise<string | null> {
    const open = await client.drafts.current();
    if (person.draftId !== null && open?.draftId !== person.draftId) {
      if (!person.isSubmitting) broke(`form ${person.draftId} was open and is gone`);
      await submit(person.draftId);
      await leave();
      return null;
    }
    const draft = await client.drafts.open({ procedureCode: person.procedureCode });
    person.draftId = draft.draftId;
    const { draftId } = draft;
    for (const [field, answer] of person.answers) {
      if (!isDeepStrictEqual(draft.answers[field], answer))
        broke(`answer ${field} of form ${draftId} was stored and is not there`);
    }
    const { form, today, office } = await client.drafts.form({ draftId });
    const places = createPlaces(await client.drafts.places());
    const procedure = { code: draft.procedureCode, name: draft.procedureName };
    let { revision } = draft;
    const wanted = makeSampleAnswers(form, { today, places, office, procedure });
    for (const [fieldPath, { value }] of Object.entries(wanted)) {
      if (person.answers.has(fieldPath)) continue;
      const done = await client.drafts.answer({ draftId, fieldPath, value: value as never, revision });
      ({ revision } = done);
      for (const [field, answer] of Object.entries(done.changed)) {
        if (answer === null) person.answers.delete(field);
        else person.answers.set(field, answer);
      }
      ledger.counts.answers += 1;
    }
    return draftId;
  }

  async function putIn(draftId: string): Promise<void> {
    let state = notePages(await client.papers.state({ draftId }));
    const answers = state.questions.map(({ id }) => [id, id === 'residence' ? 'yes' : 'no'] as const);
    state = await client.papers.answer({ draftId, answers: Object.fromEntries(answers) });
    for (const { componentId, kind, mayComeLater } of state.papers) {
      const paper = state.papers.find((one) => one.componentId === componentId);
      if (paper === undefined || paper.done || kind !== 'scan') continue;
      if (person.sheets === 0 && mayComeLater) {
        state = await client.papers.decide({ draftId, componentId, decision: 'later' });
        continue;
      }
      await consent();
      state = await scan(draftId, componentId);
    }
  }

  /** What was seen stays; what comes is noted. */
  function notePages(state: PapersState): PapersState {
    const there = new Set(state.papers.flatMap(({ pages }) => pages.map(({ pageId }) => pageId)));
    for (const pageId of person.pages) {
      if (!there.has(pageId)) broke(`page ${pageId} of form ${state.draftId} was stored and is not there`);
    }
    for (const pageId of there) {
      if (!person.pages.has(pageId)) ledger.counts.pages += 1;
      person.pages.add(pageId);
    }
    return state;
  }

  /** Some papers show an identity card; asked before any of them. */
  async function consent(): Promise<void> {
    const { items } = await client.consent.list();
    const item = items.find(({ purpose }) => purpose === 'identity-papers');
    if (item === undefined) throw new Error('no consent to ask for');
    await client.consent.give({ purpose: item.purpose, textSha256: item.textSha256, givenBy: 'self' });
  }

  async function scan(draftId: string, componentId: string): Promise<PapersState> {
    for (let tries = 0; tries < mostScans; tries += 1) {
      deps.scanner.load(Array.from({ length: Math.max(1, person.sheets) }, () => pick(deps.random, sheets)));
      await client.papers.scan({ draftId, componentId, from: 'feeder' });
      const state = await scanned(draftId);
      if (state.scan !== null) {
        ledger.surprises.push(`a scan ended with ${state.scan.fault}`);
        await client.papers.stop({ draftId });
      }
      if (state.papers.some((paper) => paper.componentId === componentId && paper.done)) return state;
    }
    throw new Error('the scanner gives nothing');
  }

  async function scanned(draftId: string): Promise<PapersState> {
    for await (const event of await client.system.events()) {
      if (event.kind !== 'papers' && event.kind !== 'session') continue;
      const state = notePages(await client.papers.state({ draftId }));
      if (state.scan === null || state.scan.step === 'ended') return state;
    }
    throw new Error('the core told nothing more');
  }

  async function lookOnceMore(draftId: string): Promise<void> {
    const { postOffered, delivery, fee } = await client.submission.setDelivery({
      draftId,
      delivery: { way: 'office' },
    });
    if (postOffered && delivery === null) throw new Error('the choice of delivery was not kept');
    if (fee.choice === null)
      await client.submission.setFee({ draftId, fee: { exemptionClaimed: false, way: 'counter' } });
    const { problems } = await client.submission.state({ draftId });
    if (problems.length > 0) throw new Error(`not ready: ${JSON.stringify(problems)}`);
    if (deps.random() < 0.5) await client.submission.prepare({ draftId });
  }

  async function submit(draftId: string): Promise<void> {
    person.isSubmitting = true;
    // Some press twice.
    const presses = deps.random() < 0.3 ? 2 : 1;
    const answers = await Promise.all(
      Array.from({ length: presses }, () => client.submission.submit({ draftId })),
    );
    for (const { dossierId } of answers)
      if (dossierId !== draftId) broke(`form ${draftId} became dossier ${dossierId}`);
    person.dossierId = draftId;
    ledger.submitted.set(draftId, { code: null, pages: person.pages.size });
    const { temporaryCode } = await client.receipts.view({ dossierId: draftId });
    ledger.submitted.set(draftId, { code: temporaryCode, pages: person.pages.size });
  }
}
