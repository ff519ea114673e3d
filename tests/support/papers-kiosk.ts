import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { demoConfig, demoInbox } from '../../electron/core/config/index.ts';
import { makeSampleAnswers } from '../../electron/core/forms/sample-answers.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import {
  type CoreClient,
  defaultReading,
  type KioskEvent,
  type PaperState,
  type PapersState,
  type SamplePaper,
} from '../../shared/contract/index.ts';
import { createPlaces } from '../../shared/places/places.ts';
import type { ReferencePortal } from '../portal/reference-portal.ts';
import { makeFolder } from './folders.ts';
import { openTestPage } from './page.ts';
import { portalWorld } from './portal-world.ts';
import { startTestCore, type TestCore } from './test-core.ts';

/** The discard port answers nobody. */
const nowhere = 'http://127.0.0.1:9';

const samples = path.resolve(import.meta.dirname, '../../resources/devices/scanners/samples');

/** A kiosk with an open form and papers to put in. */
export interface PapersKiosk extends TestCore {
  readonly client: CoreClient;
  readonly draftId: string;
  readonly dataDir: string;
  /** Lays papers into the inbox, which is the feeder here. */
  lay(...papers: readonly SamplePaper[]): void;
  /** Puts a PDF where the papers lie. */
  layPdf(pdf: Buffer): void;
  /** Answers every question of the form as an invented person. */
  fill(): Promise<void>;
  /** Answers the plain questions so that the list is as short as it gets. */
  shorten(): Promise<void>;
  state(): Promise<PapersState>;
  /** Resolves with the next event, past or to come, that fits. */
  told(fits: (event: KioskEvent) => boolean): Promise<KioskEvent>;
  paper(componentId: string): Promise<PaperState>;
  /** Scans and resolves when the scan has come to its end; with what it said at the end. */
  scan(componentId: string): Promise<PapersState>;
  /** Resolves with the state once it is so; looks at each change that the core tells. */
  until(holds: (state: PapersState) => boolean): Promise<PapersState>;
  /** Files in the vault, over all dossiers. */
  vaultFiles(): readonly string[];
  stop(): Promise<void>;
}

/** Opens it; on the same data folder it goes on with what is there. */
export async function openPapersKiosk(
  options: {
    readonly procedureCode?: string;
    readonly dataDir?: string;
    /** The draft with which the visit goes on after a restart; without it a form is opened. */
    readonly resume?: string;
    /** Takes the kiosk in, and is there to be asked what arrived. */
    readonly portal?: Pick<ReferencePortal, 'address' | 'adminAddress'>;
    readonly change?: (config: KioskConfig) => KioskConfig;
  } = {},
): Promise<PapersKiosk> {
  const folder = options.dataDir === undefined ? makeFolder('papers') : null;
  const dataDir = options.dataDir ?? folder?.path ?? '';
  const { portal } = options;
  const inbox = demoInbox(dataDir);
  mkdirSync(inbox, { recursive: true });
  const change = options.change ?? ((same: KioskConfig) => same);
  const core = startTestCore({
    dataDir,
    config: { load: async () => change(demoConfig({ dataDir, portalAddress: portal?.address ?? nowhere })) },
    ...(portal === undefined
      ? {}
      : {
          world: portalWorld(portal),
        }),
  });
  await core.reach('ready');
  const { client } = openTestPage(core.core);
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= core.core.stop('test over'));
  onTestFinished(async () => {
    await stop();
    folder?.remove();
  });
  await client.session.begin({ reading: defaultReading });
  const { draftId } =
    options.resume === undefined
      ? await client.drafts.open({ procedureCode: options.procedureCode ?? '1.001193' })
      : { draftId: options.resume };
  let laid = 0;

  const state = (): Promise<PapersState> => client.papers.state({ draftId });

  async function told(fits: (event: KioskEvent) => boolean): Promise<KioskEvent> {
    for await (const event of (await client.system.events()) as AsyncIterable<KioskEvent>) {
      if (fits(event)) return event;
    }
    throw new Error('the core told nothing more');
  }

  async function until(holds: (state: PapersState) => boolean): Promise<PapersState> {
    const events = (await client.system.events()) as AsyncIterable<KioskEvent>;
    for await (const event of events) {
      if (event.kind !== 'papers' && event.kind !== 'session') continue;
      const now = await state();
      if (holds(now)) return now;
    }
    throw new Error('the core told nothing more');
  }

  return {
    ...core,
    client,
    draftId,
    dataDir,
    lay(...papers) {
      for (const paper of papers) {
        laid += 1;
        copyFileSync(path.join(samples, `${paper}.jpg`), path.join(inbox, `paper-${laid}.jpg`));
      }
    },
    layPdf(pdf) {
      laid += 1;
      writeFileSync(path.join(inbox, `paper-${laid}.pdf`), pdf);
    },
    state,
    told,
    fill: () => fillDraft(client, draftId),
    shorten: () => shortenList(client, draftId),
    async paper(componentId) {
      const found = (await state()).papers.find((paper) => paper.componentId === componentId);
      if (found === undefined) throw new Error('no such paper on the list');
      return found;
    },
    async scan(componentId) {
      await client.papers.scan({ draftId, componentId, from: 'auto' });
      return until(({ scan }) => scan === null || scan.step === 'ended');
    },
    until,
    vaultFiles() {
      const vault = path.join(dataDir, 'vault');
      return readdirSync(vault, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name);
    },
    stop,
  };
}

/** Answers every question of the open form as an invented person. */
export async function fillDraft(client: CoreClient, draftId: string): Promise<void> {
  const { form, today, office } = await client.drafts.form({ draftId });
  const places = createPlaces(await client.drafts.places());
  const open = await client.drafts.current();
  if (open === null) throw new Error('no form is open');
  const procedure = { code: open.procedureCode, name: open.procedureName };
  let { revision } = open;
  for (const [fieldPath, { value }] of Object.entries(
    makeSampleAnswers(form, { today, places, office, procedure }),
  )) {
    ({ revision } = await client.drafts.answer({ draftId, fieldPath, value: value as never, revision }));
  }
}

/** Answers the plain questions about papers so that the list is as short as it gets. */
export async function shortenList(client: CoreClient, draftId: string): Promise<void> {
  const { questions } = await client.papers.state({ draftId });
  await client.papers.answer({
    draftId,
    answers: Object.fromEntries(questions.map(({ id }) => [id, id === 'residence' ? 'yes' : 'no'] as const)),
  });
}

/** Everything of a birth registration up to the button that hands it in. */
export async function makeReady(kiosk: PapersKiosk): Promise<void> {
  await kiosk.fill();
  await kiosk.shorten();
  kiosk.lay('birth-notice', 'marriage-certificate');
  await kiosk.scan('1.001193-04');
  await kiosk.client.submission.setDelivery({ draftId: kiosk.draftId, delivery: { way: 'office' } });
}
