import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { assertDefined } from '../../shared/assert.ts';
import type { Manifest } from '../../shared/dossier/manifest.ts';
import { groupTemporaryCode } from '../../shared/dossier/temporary-code.ts';
import type { ArrivedDossier } from '../portal/dossiers/dossier-desk.ts';
import { tracesIn } from '../support/canary.ts';
import { until } from '../support/launched.ts';
import { readOnPaper } from '../support/printed.ts';
import { picturePage, readCodes } from '../support/read-codes.ts';
import { expectReceipt } from '../support/submit-journey.ts';
import { chooseDelivery, fillBirth, handIn, scanBirth } from './birth.ts';
import type { Effort } from './pace.ts';
import { motherWords } from './people.ts';
import { openPerson } from './person.ts';
import type { Recording } from './record.ts';
import { readSealed } from './sealed.ts';
import type { World } from './world.ts';

/** One file, as it was sealed and as the portal holds it. */
export interface FileTold {
  readonly title: string;
  readonly file: string;
  readonly sizeBytes: number;
  readonly sealedSha256: string;
  readonly receivedSha256: string;
}

export interface BirthTold {
  readonly effort: Effort;
  readonly temporaryCode: string;
  readonly officialCode: string;
  readonly sealedHash: string;
  readonly receivedHash: string;
  readonly files: readonly FileTold[];
  readonly backSeconds: number;
  readonly deliveredSeconds: number;
}

/** The receipt and what the portal received are written below `folder`. */
export async function walkBirth(world: World, recording: Recording, folder: string): Promise<BirthTold> {
  const { kiosk, portal, printer } = world;
  const page = await world.openPage();
  const person = openPerson(page, { onScreen: (title) => recording.frame(page, title) });
  const papersBefore = printer.paper().length;
  const arrivedBefore = (await portal.arrived()).length;

  await recording.step('a birth: the card and the form', () => fillBirth(world, person));
  await recording.step('the papers on the glass, one of them twice', () => scanBirth(world, person));
  await recording.step('where the result goes, and the last look', () => chooseDelivery(person));
  await recording.step('the network is cut', () => portal.setRoad(false));
  await recording.step('handed in without a network, receipt printed', () => handIn(person));
  await page
    .getByText(/Đang làm việc ngoại tuyến/)
    .first()
    .waitFor();
  await recording.frame(page, 'Đã nhận hồ sơ, chưa có mạng');
  const effort = person.effort();
  const papers = printer.paper().slice(papersBefore);
  recording.promise('Printed is said when the paper is there', papers.length === 1, `${papers.length} paper`);
  const paper = assertDefined(papers[0], 'paper of the printer').bytes;
  writeFileSync(path.join(folder, 'receipt.pdf'), paper);
  const receipt = readOnPaper(paper);
  expectReceipt(receipt);
  const sawWaiting = await page.getByText('Đang chờ gửi lên Cổng dịch vụ công').isVisible();
  const arrivedOffline = (await portal.arrived()).length - arrivedBefore;
  recording.promise(
    'Nothing is called delivered that is not',
    sawWaiting && arrivedOffline === 0 && receipt.includes('MÃ TẠM'),
    `the portal held ${arrivedOffline}, the screen said that it waits, the receipt says MÃ TẠM`,
  );

  const sealed = await recording.step('the power is cut', async () => {
    await kiosk.pullPlug();
    const manifests = await readSealed({ dataDir: world.dataDir, keyPath: world.keyPath });
    return assertDefined(
      manifests.find(({ content }) => content.procedureCode === '1.001193'),
      'sealed birth',
    );
  });
  const temporaryCode = groupTemporaryCode(sealed.content.temporaryCode);
  const backFrom = recording.seconds();
  await recording.step('the power is back, and the person where they were', async () => {
    await kiosk.plugIn();
    await page.getByText(temporaryCode).first().waitFor();
    await page.getByText('Đang chờ gửi lên Cổng dịch vụ công').waitFor();
  });
  const backSeconds = recording.seconds() - backFrom;
  await recording.frame(page, 'Có điện lại');
  recording.promise(
    'What was handed in survives a pulled plug',
    receipt.includes(temporaryCode),
    `${temporaryCode} on the receipt, on the dead kiosk's disk, and on the screen after it`,
  );

  await recording.step('the visit ends', async () => {
    await person.press('Kết thúc');
    await page.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();
  });
  const left = await leftInPage(page);
  recording.promise(
    'Nothing of the visit stays in the page',
    left.length === 0,
    left.join(', ') || 'nothing found',
  );

  const roadFrom = recording.seconds();
  const arrived = await recording.step('the network is back, and the portal has everything', async () => {
    await portal.setRoad(true);
    await until(async () => (await findArrived(world, sealed))?.officialCode !== undefined);
    return assertDefined(await findArrived(world, sealed), 'dossier at the portal');
  });
  const deliveredSeconds = recording.seconds() - roadFrom;
  const files = await saveReceived(world, sealed, arrived, folder);
  const revision = arrived.revisions[0];
  const officialCode = arrived.officialCode ?? '';
  const all = await portal.arrived();
  const copies = all.filter(({ temporaryCode }) => temporaryCode === arrived.temporaryCode).length;
  recording.promise(
    'The portal holds what was sealed, byte for byte, once',
    copies === 1 &&
      all.length - arrivedBefore === 1 &&
      revision?.contentHash === sealed.contentHash &&
      files.length === sealed.content.files.length &&
      files.every(({ sealedSha256, receivedSha256 }) => sealedSha256 === receivedSha256),
    `${files.length} files of ${files.length} with the same SHA-256, content hash the same, ${copies} dossier`,
  );

  const shown = await recording.step('another day: the receipt before the reader', async () => {
    const code = (await readCodes(picturePage(paper, 200))).QRCode ?? '';
    await person.press('Chạm để bắt đầu');
    await person.press(/^Tra cứu hồ sơ/);
    await person.asked('Tra cứu hồ sơ');
    kiosk.show(code);
    await page.getByText(officialCode).first().waitFor();
    await recording.frame(page, 'Tra cứu bằng giấy hẹn');
    const text = (await page.locator('body').textContent()) ?? '';
    await person.press('Kết thúc');
    await page.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();
    return text;
  });
  recording.promise(
    'The receipt finds the dossier, and tells nobody whose it is',
    shown.includes(officialCode) && !motherWords.some((word) => shown.includes(word)),
    officialCode,
  );
  const traces = tracesIn(world.dataDir, 0, motherWords);
  recording.promise(
    'No name, number or phone can be read on the disk or in the log',
    traces.length === 0,
    traces.map((file) => path.relative(world.dataDir, file)).join(', ') || 'nothing found',
  );
  return {
    effort,
    temporaryCode,
    officialCode,
    sealedHash: sealed.contentHash,
    receivedHash: revision?.contentHash ?? '',
    files,
    backSeconds,
    deliveredSeconds,
  };
}

async function findArrived(world: World, sealed: Manifest): Promise<ArrivedDossier | undefined> {
  const found = (await world.portal.arrived()).find(
    ({ dossierId }) => dossierId === sealed.content.dossierId,
  );
  return found?.revisions[0]?.finalisedAt ? found : undefined;
}

/** Fetches what the portal holds, writes it down, and hashes it here. */
async function saveReceived(
  world: World,
  sealed: Manifest,
  arrived: ArrivedDossier,
  folder: string,
): Promise<readonly FileTold[]> {
  mkdirSync(path.join(folder, 'portal'), { recursive: true });
  const told: FileTold[] = [];
  for (const { ordinal, title } of arrived.revisions[0]?.files ?? []) {
    const bytes = await world.portal.file(arrived.dossierId, ordinal);
    const file = `portal/${arrived.officialCode}.${ordinal}.pdf`;
    writeFileSync(path.join(folder, file), bytes);
    told.push({
      title,
      file,
      sizeBytes: bytes.length,
      sealedSha256: sealed.content.files.find((one) => one.ordinal === ordinal)?.sha256 ?? 'not sealed',
      receivedSha256: createHash('sha256').update(bytes).digest('hex'),
    });
  }
  return told;
}

/** What a next person could find: words on the screen, and everything that a page can keep. */
async function leftInPage(page: Page): Promise<readonly string[]> {
  const kept = await page.evaluate<string[]>(`Promise.resolve().then(async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie,
    ...(await indexedDB.databases()).map(({ name }) => name ?? ''),
  ].filter((one) => one !== ''))`);
  const shown = await page.content();
  return [...kept, ...motherWords.filter((word) => shown.includes(word))];
}
