import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { refusal } from '../support/fault-of.ts';
import { openPapersKiosk } from '../support/papers-kiosk.ts';
import { signedPdf } from '../support/signed-pdf.ts';

const birthNotice = '1.001193-04';
const authority = '1.001193-02';
const card = '1.001193-06';
const plain = { crop: null, turn: 0 as const, deskewDegrees: 0, cards: false };

async function bytesOf(picture: Promise<Blob>): Promise<Buffer> {
  return Buffer.from(await (await picture).arrayBuffer());
}

test('the list says what to scan, what only to show, and that the form is filled here', async () => {
  const kiosk = await openPapersKiosk();
  const { papers } = await kiosk.state();
  const kinds = new Map(papers.map((paper) => [paper.componentId, [paper.kind, paper.need, paper.done]]));
  expect(kinds.get(birthNotice)).toEqual(['scan', 'bring', false]);
  expect(kinds.get(authority)).toEqual(['scan', 'depends', false]);
  expect(kinds.get(card)).toEqual(['shown', 'bring', true]);
  expect(kinds.get('1.001193-08')).toEqual(['form', 'bring', true]);
});

test('a paper is scanned, judged good, and shown as it will go into the dossier', async () => {
  const kiosk = await openPapersKiosk();
  kiosk.lay('birth-notice', 'marriage-certificate');
  expect((await kiosk.scan(birthNotice)).scan).toBeNull();
  const paper = await kiosk.paper(birthNotice);
  expect(paper.pages.map(({ verdict }) => verdict)).toEqual(['good', 'good']);
  expect(paper.done).toBe(true);
  const [first] = paper.pages;
  const picture = await bytesOf(
    kiosk.client.papers.picture({ draftId: kiosk.draftId, pageId: first?.pageId ?? '' }),
  );
  expect(await sharp(picture).metadata()).toMatchObject({
    format: 'jpeg',
    width: 1654,
    channels: 3,
    density: 200,
  });
});

test('a blurred page is not taken in unseen: scanned again it is good, kept it is marked', async () => {
  const kiosk = await openPapersKiosk();
  const { client, draftId } = kiosk;
  kiosk.lay('blurred');
  await kiosk.scan(birthNotice);
  const [blurred] = (await kiosk.paper(birthNotice)).pages;
  expect(blurred?.verdict).toBe('bad');
  expect(blurred?.findings.map(({ code }) => code)).toContain('blurred');
  expect((await kiosk.paper(birthNotice)).done).toBe(false);

  await client.papers.keep({ draftId, pageId: blurred?.pageId ?? '', kept: true });
  expect((await kiosk.paper(birthNotice)).done).toBe(true);

  await client.papers.remove({ draftId, pageId: blurred?.pageId ?? '' });
  kiosk.lay('birth-notice');
  await kiosk.scan(birthNotice);
  expect((await kiosk.paper(birthNotice)).pages.map(({ verdict }) => verdict)).toEqual(['good']);
  expect(kiosk.vaultFiles()).toHaveLength(2);
});

test('a page is turned and turned back to the very same picture; the scan is never changed', async () => {
  const kiosk = await openPapersKiosk();
  const { client, draftId } = kiosk;
  kiosk.lay('declaration');
  await kiosk.scan(birthNotice);
  const pageId = (await kiosk.paper(birthNotice)).pages[0]?.pageId ?? '';
  const before = await bytesOf(client.papers.picture({ draftId, pageId }));
  await client.papers.edit({ draftId, pageId, edits: { ...plain, turn: 90 } });
  const turned = await sharp(await bytesOf(client.papers.picture({ draftId, pageId }))).metadata();
  expect(turned.width).toBeGreaterThan(turned.height);
  await client.papers.edit({ draftId, pageId, edits: plain });
  expect((await bytesOf(client.papers.picture({ draftId, pageId }))).equals(before)).toBe(true);
  expect(kiosk.vaultFiles()).toHaveLength(2);
});

test('pages change places', async () => {
  const kiosk = await openPapersKiosk();
  kiosk.lay('birth-notice', 'declaration', 'marriage-certificate');
  await kiosk.scan(birthNotice);
  const [first = '', second = '', third = ''] = (await kiosk.paper(birthNotice)).pages.map(
    ({ pageId }) => pageId,
  );
  const { papers } = await kiosk.client.papers.move({ draftId: kiosk.draftId, pageId: third, to: 0 });
  const moved = papers.find(({ componentId }) => componentId === birthNotice);
  expect(moved?.pages.map(({ pageId }) => pageId)).toEqual([third, first, second]);
});

describe('decisions', () => {
  test('a paper that depends is settled by "not my case", one that is needed is not', async () => {
    const kiosk = await openPapersKiosk();
    const { client, draftId } = kiosk;
    await client.papers.decide({ draftId, componentId: authority, decision: 'not-needed' });
    expect((await kiosk.paper(authority)).done).toBe(true);
    const call = client.papers.decide({ draftId, componentId: birthNotice, decision: 'not-needed' });
    expect(await refusal(call)).toBe('PAPER_UNKNOWN');
    await client.papers.decide({ draftId, componentId: birthNotice, decision: 'later' });
    expect((await kiosk.paper(birthNotice)).done).toBe(true);
  });

  test('"later" is refused where the office does not take incomplete dossiers', async () => {
    const kiosk = await openPapersKiosk({
      change: (config) => ({ ...config, papers: { ...config.papers, mayComeLater: false } }),
    });
    const { client, draftId } = kiosk;
    const call = client.papers.decide({ draftId, componentId: birthNotice, decision: 'later' });
    expect(await refusal(call)).toBe('PAPER_UNKNOWN');
  });
});

test('a paper that shows an identity card is scanned only after consent', async () => {
  const kiosk = await openPapersKiosk({ procedureCode: '1.001612' });
  const { client, draftId } = kiosk;
  const componentId = '1.001612-06';
  const call = client.papers.scan({ draftId, componentId, from: 'auto' });
  expect(await refusal(call)).toBe('CONSENT_NEEDED');
  const { items } = await client.consent.list();
  const { purpose, textSha256 } = items.find((item) => item.purpose === 'identity-papers') ?? {
    purpose: '',
    textSha256: '',
  };
  await client.consent.give({ purpose, textSha256, givenBy: 'self' });
  kiosk.lay('declaration');
  expect((await kiosk.scan(componentId)).scan).toBeNull();
  expect((await kiosk.paper(componentId)).pages).toHaveLength(1);
});

test('a signed PDF that is brought instead of a scan is kept byte for byte', async () => {
  const kiosk = await openPapersKiosk();
  const pdf = signedPdf();
  kiosk.layPdf(pdf);
  expect((await kiosk.scan(birthNotice)).scan).toBeNull();
  const paper = await kiosk.paper(birthNotice);
  expect(paper.brought).toMatchObject([{ signature: 'present', sizeBytes: pdf.length }]);
  expect(paper.done).toBe(true);
  await kiosk.client.papers.remove({
    draftId: kiosk.draftId,
    pageId: paper.brought[0]?.broughtId ?? '',
  });
  expect(kiosk.vaultFiles()).toEqual([]);
});

test('waiting for paper is a state that can be left, and one scan runs at a time', async () => {
  const kiosk = await openPapersKiosk();
  const { client, draftId } = kiosk;
  await client.papers.scan({ draftId, componentId: birthNotice, from: 'auto' });
  await kiosk.until(({ scan }) => scan?.step === 'waiting-for-paper');
  const second = client.papers.scan({ draftId, componentId: authority, from: 'auto' });
  expect(await refusal(second)).toBe('SCAN_RUNNING');
  await client.papers.stop({ draftId });
  expect((await kiosk.state()).scan).toBeNull();
  expect(await refusal(client.papers.scan({ draftId, componentId: card, from: 'auto' }))).toBe(
    'PAPER_UNKNOWN',
  );
});

test('the end of a visit in the middle of a scan leaves no page of it', async () => {
  const kiosk = await openPapersKiosk();
  const { client, draftId } = kiosk;
  kiosk.lay('birth-notice');
  await kiosk.scan(birthNotice);
  expect(kiosk.vaultFiles()).toHaveLength(2);
  await client.papers.scan({ draftId, componentId: birthNotice, from: 'auto' });
  await kiosk.until(({ scan }) => scan?.step === 'waiting-for-paper');
  await client.session.end();
  await kiosk.stop();
  expect(kiosk.vaultFiles()).toEqual([]);
});

test('pages and decisions are there again after the core was stopped and started', async () => {
  const kiosk = await openPapersKiosk();
  kiosk.lay('birth-notice');
  await kiosk.scan(birthNotice);
  await kiosk.client.papers.decide({
    draftId: kiosk.draftId,
    componentId: authority,
    decision: 'not-needed',
  });
  const before = await kiosk.state();
  await kiosk.stop();
  const again = await openPapersKiosk({ dataDir: kiosk.dataDir });
  expect(again.draftId).toBe(kiosk.draftId);
  expect(await again.state()).toEqual(before);
});
