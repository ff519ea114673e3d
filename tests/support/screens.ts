import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { build } from 'vite';
import type { Contrast, Language, Reading, TextSize } from '../../shared/contract/index.ts';
import { contrasts, defaultReading, languages, textSizes } from '../../shared/contract/reading.ts';
import { chromiumForTests } from './chromium.ts';
import { type FakeCore, openSession, startFakeCore } from './fake-core.ts';
import { deskShots } from './shots/desk-shots.ts';
import { dossierShots } from './shots/dossier-shots.ts';
import { feesShots } from './shots/fees-shots.ts';
import { fillShots } from './shots/fill-shots.ts';
import { healthShots } from './shots/health-shots.ts';
import { identifyShots } from './shots/identify-shots.ts';
import { personalDataShots } from './shots/personal-data-shots.ts';
import { receiptShots } from './shots/receipt-shots.ts';
import { at, type Shot } from './shots/shot.ts';
import { staffShots } from './shots/staff-shots.ts';
import { technicianShots } from './shots/technician-shots.ts';
import { ticketShots } from './shots/ticket-shots.ts';
import { trackShots } from './shots/track-shots.ts';

/**
 * `npm run screens [-- word …]`: every screen in both languages, on three panels, in three text sizes and two themes,
 * as one gallery page under .cache/screens. Words pick the pictures whose name contains all of them; `desk-|fees-` is
 * either.
 */
const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, '.cache/screens');
/** A build of its own, so that nobody else's build takes the page away in the middle. */
const pageFolder = path.join(root, '.cache/screens-page');

const panels = {
  portrait: { width: 1080, height: 1920, pxPerMm: 3.2 },
  landscape: { width: 1920, height: 1080, pxPerMm: 3.2 },
  // A 15.6 inch counter PC: 344 mm wide.
  small: { width: 1366, height: 768, pxPerMm: 3.97 },
} as const;

const next = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /Tiếp tục|Continue/ }).click();
};

const fillOffice = async (page: Page): Promise<void> => {
  const values = [
    'Trung tâm Phục vụ hành chính công',
    'Xã Chư Păh, tỉnh Gia Lai',
    'Quầy số 1',
    '23722',
    'H21.15.99',
  ];
  for (const [index, value] of values.entries()) await page.getByRole('textbox').nth(index).fill(value);
  await next(page);
};

const fillKiosk = async (page: Page): Promise<void> => {
  await fillOffice(page);
  const values = ['K2', 'https://cong.example.vn/kiosk', ''];
  for (const [index, value] of values.entries()) await page.getByRole('textbox').nth(index).fill(value);
  await next(page);
};

const inSetUp = (core: FakeCore): void => {
  core.state.kiosk = { ...core.state.kiosk, office: null, kioskId: null };
  core.state.health = { ...core.state.health, phase: { kind: 'set-up' } };
};

const press = (name: RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
};

const findShots: readonly Shot[] = [
  { name: 'find-start', session: at('/find') },
  { name: 'find-search', session: at('/find/search') },
  {
    name: 'find-search-typed',
    session: at('/find/search'),
    act: async (page) => {
      await page.getByRole('textbox').fill('khai sinh');
      await page.getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'find-search-nothing',
    session: at('/find/search'),
    act: async (page) => {
      await page.getByRole('textbox').fill('xyzzyq');
      await page.getByText(/Chưa tìm thấy|Nothing found/).waitFor();
    },
  },
  {
    name: 'find-search-filter',
    session: at('/find/search'),
    act: async (page) => {
      // On a small panel the filter waits for the keys to go.
      await page.locator('[data-key]').last().click();
      await press(/Lọc bớt|Narrow down/)(page);
    },
  },
  { name: 'find-browse-1', session: at('/find/browse') },
  { name: 'find-browse-2', session: at('/find/browse/people-committee') },
  { name: 'find-browse-3', session: at('/find/browse/people-committee/all') },
  {
    name: 'find-browse-4',
    session: at('/find/browse/people-committee/all/ho-tich'),
    act: async (page) => {
      await page.getByRole('listitem').first().waitFor();
    },
  },
  { name: 'find-birth', session: at('/find/1.001193') },
  { name: 'find-copies', session: at('/find/2.000815') },
  { name: 'find-long', session: at('/find/1.013229') },
  { name: 'find-more', session: at('/find/1.001193/more') },
  { name: 'find-steps', session: at('/find/1.001193/steps') },
  { name: 'find-fees', session: at('/find/2.001263/fees') },
  { name: 'find-notes', session: at('/find/2.000815/notes') },
  { name: 'find-official', session: at('/find/1.001193/official') },
  { name: 'find-elsewhere', session: at('/find/1.004222') },
  { name: 'find-elsewhere-facts', session: at('/find/1.004222/facts') },
  { name: 'find-name-only', session: at('/find/1.000080') },
  { name: 'find-question', session: at('/find/1.001193/mine/0') },
  { name: 'find-list', session: at('/find/1.001193/mine/nuy') },
  { name: 'find-list-copies', session: at('/find/2.000815/mine/0') },
  { name: 'find-list-long', session: at('/find/1.013225/mine/u') },
  { name: 'find-take', session: at('/find/1.001193/mine/nny/take') },
  {
    name: 'find-reach',
    session: (reading) => openSession('/find', { reading: { ...reading, reach: true } }),
  },
];

const shots: readonly Shot[] = [
  { name: 'attract' },
  {
    name: 'attract-preparing',
    prepare: (core) => {
      core.state.health = {
        phase: { kind: 'starting', step: 'database' },
        network: { state: 'unknown', cause: null, clockOffsetMs: null },
      };
    },
    act: async (page) => {
      await page.getByRole('button', { name: /Chạm để bắt đầu|Touch to begin/ }).click();
    },
  },
  {
    name: 'attract-offline-call',
    prepare: (core) => {
      core.state.health = {
        phase: { kind: 'ready' },
        network: { state: 'offline', cause: 'PORTAL_UNREACHABLE', clockOffsetMs: null },
      };
    },
    act: async (page) => {
      await page.getByRole('button', { name: /Gọi cán bộ|Call staff/ }).click();
    },
  },
  { name: 'home', session: at('/home') },
  {
    name: 'home-reach',
    session: (reading) => openSession('/home', { reading: { ...reading, reach: true } }),
  },
  { name: 'guide', session: at('/guide') },
  ...findShots,
  ...identifyShots,
  ...trackShots,
  ...fillShots,
  ...dossierShots,
  ...receiptShots,
  ...ticketShots,
  ...staffShots,
  ...deskShots,
  ...healthShots,
  ...personalDataShots,
  ...technicianShots,
  ...feesShots,
  {
    name: 'idle-question',
    session: (reading) => openSession('/home', { reading, idleQuestion: { answerWithinMs: 9_000 } }),
  },
  {
    name: 'paused',
    prepare: (core) => {
      core.state.health = { ...core.state.health, phase: { kind: 'paused', fault: 'KIOSK_PAUSED' } };
    },
    act: async (page) => await page.locator('dl').waitFor(),
  },
  {
    name: 'paused-staff',
    prepare: (core) => {
      core.state.health = { ...core.state.health, phase: { kind: 'paused', fault: 'KIOSK_PAUSED' } };
    },
    act: async (page) => {
      await page.getByRole('button', { name: /Dành cho cán bộ|For the staff/ }).click();
    },
  },
  {
    name: 'restarting',
    session: at('/home'),
    act: async (page, core) => {
      core.sleep();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'set-up-1', prepare: inSetUp },
  { name: 'set-up-1-wrong', prepare: inSetUp, act: next },
  { name: 'set-up-2', prepare: inSetUp, act: fillOffice },
  { name: 'set-up-3', prepare: inSetUp, act: fillKiosk },
  {
    name: 'dock',
    session: at('/home'),
    prepare: (core) => {
      core.state.kiosk = { ...core.state.kiosk, profile: 'demo' };
    },
    act: async (page) => {
      await page.getByRole('button', { name: /Bản chạy thử|Demo/ }).click();
      await page.getByRole('button', { name: /Rút dây mạng|Pull the cable/ }).waitFor();
    },
  },
];

interface View {
  readonly language: Language;
  readonly panel: keyof typeof panels;
  readonly textSize: TextSize;
  readonly contrast: Contrast;
}

const views: readonly View[] = (Object.keys(panels) as (keyof typeof panels)[]).flatMap((panel) =>
  languages.flatMap((language) =>
    contrasts.flatMap((contrast) => textSizes.map((textSize) => ({ panel, language, contrast, textSize }))),
  ),
);

/**
 * Said of the page beside its picture: content that can only be dragged into sight (a list pages by arrows and has its
 * own box), a button that is not whole in the frame, and words that are wider than their place. What its own holder
 * keeps out of sight as a whole, as the answers that do not fit beside a question, is left out on purpose.
 */
const whatDoesNotFit = `(() => {
  const found = [];
  const main = document.querySelector('main');
  if (main !== null && main.scrollHeight > main.clientHeight + 16 && getComputedStyle(main).overflowY !== 'hidden') {
    found.push('more than the screen shows: ' + (main.scrollHeight - main.clientHeight) + ' px');
  }
  for (const button of document.querySelectorAll('button')) {
    const box = button.getBoundingClientRect();
    const clip = button.parentElement.getBoundingClientRect();
    const isClipped = getComputedStyle(button.parentElement).overflow === 'hidden';
    if (isClipped && (box.left >= clip.right || box.top >= clip.bottom)) continue;
    let holder = button.parentElement;
    while (holder !== null && holder !== main && !/auto|scroll/.test(getComputedStyle(holder).overflow)) {
      holder = holder.parentElement;
    }
    if (holder !== null && holder !== main) continue;
    if (box.width > 0 && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1)) {
      found.push('outside of the frame: ' + button.innerText);
    }
    if (button.scrollWidth > button.clientWidth + 2) found.push('too wide: ' + button.innerText);
  }
  return found;
})()`;

/** What was drawn last may still ask for a weight of the letters: its frame comes first, then letters, pictures and movement. */
const settled = `new Promise(requestAnimationFrame).then(() => Promise.all([
  document.fonts.ready,
  ...[...document.images].map((image) => image.decode().catch(() => undefined)),
  ...document
    .getAnimations()
    .filter(({ effect }) => effect.getTiming().iterations !== Infinity)
    .map(({ finished }) => finished.catch(() => undefined)),
])).then(() => undefined)`;

const nameOf = (shot: Shot, view: View): string =>
  [shot.name, view.panel, view.language, view.textSize, view.contrast].join('_');

/** Takes one picture on a core of its own, and says what does not fit. */
async function take(browser: Browser, shot: Shot, view: View, file: string): Promise<readonly string[]> {
  const { width, height, pxPerMm } = panels[view.panel];
  const reading: Reading = {
    ...defaultReading,
    language: view.language,
    textSize: view.textSize,
    contrast: view.contrast,
  };
  const core = await startFakeCore({}, pageFolder);
  core.state.kiosk = { ...core.state.kiosk, pxPerMm };
  core.state.session = shot.session?.(reading) ?? { kind: 'none' };
  shot.prepare?.(core);
  const page = await browser.newPage({ viewport: { width, height } });
  try {
    await page.goto(core.address);
    await page.locator(`html[style*='--mm: ${pxPerMm}px']`).waitFor();
    if (core.state.session.kind === 'none') {
      if (view.language === 'en') await page.getByRole('button', { name: 'English' }).click();
      for (let pressed = 0; pressed < textSizes.indexOf(view.textSize); pressed += 1) {
        await page.getByRole('button', { name: /Cỡ chữ|Text size/ }).click();
      }
      if (view.contrast === 'high') await page.getByRole('button', { name: /Tương phản|Contrast/ }).click();
    } else {
      // Until it has met the core, the page shows the screen to start from.
      await page.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor({ state: 'detached' });
    }
    await page.locator('main h1').waitFor();
    await page
      .locator(
        `html[lang='${view.language}'][data-text-size='${view.textSize}'][data-contrast='${view.contrast}']`,
      )
      .waitFor();
    // A journey that is fetched first shows an empty frame for a moment.
    await page.locator('main h1').waitFor();
    await shot.act?.(page, core);
    await page.evaluate(settled);
    await page.screenshot({ path: file });
    return (await page.evaluate(whatDoesNotFit)) as readonly string[];
  } finally {
    await page.close();
    await core.close();
  }
}

const words = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await build({
  root: path.join(root, 'renderer'),
  configFile: path.join(root, 'vite.config.ts'),
  logLevel: 'warn',
  build: { outDir: pageFolder },
});
const wanted = shots
  .flatMap((shot) => views.map((view) => ({ shot, view, name: nameOf(shot, view) })))
  .filter(({ name }) => words.every((word) => word.split('|').some((either) => name.includes(either))));
const taken = new Set<string>();
const browser = await chromium.launch(chromiumForTests());
const waiting = wanted.values();

/** Takes one picture after the other until none is left. */
async function takeAll(): Promise<void> {
  for (const { shot, view, name } of waiting) {
    try {
      for (const what of await take(browser, shot, view, path.join(folder, `${name}.png`))) {
        console.log(`${name}: ${what.replaceAll('\n', ' ')}`);
      }
      taken.add(name);
    } catch (error) {
      // One state that cannot be reached any more must not hide the others.
      console.error(`${name}:`, error);
      process.exitCode = 1;
    }
  }
}

try {
  // Half of a picture's time is waiting for the page: three at a time keep two cores busy.
  await Promise.all([takeAll(), takeAll(), takeAll()]);
} finally {
  await browser.close();
}
const rows = wanted
  .filter(({ name }) => taken.has(name))
  .map(
    ({ name }) =>
      `<figure><a href="${name}.png"><img src="${name}.png" loading="lazy" alt=""></a><figcaption>${name}</figcaption></figure>`,
  );
writeFileSync(
  path.join(folder, 'index.html'),
  `<!doctype html><meta charset="utf-8"><title>Screens</title><style>body{font:14px sans-serif;background:#777;display:flex;flex-wrap:wrap;gap:16px}figure{margin:0}img{height:480px;display:block}figcaption{color:#fff}</style>${rows.join('\n')}\n`,
);
console.log(`${rows.length} pictures in ${path.relative(process.cwd(), folder)}/index.html`);
