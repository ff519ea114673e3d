import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PaperPage, PaperState, PapersState, SubmissionState } from '../../../shared/contract/index.ts';
import type { FakeCore } from '../fake-core.ts';
import { at, type Shot } from './shot.ts';

const sample = (name: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    readFileSync(
      path.resolve(import.meta.dirname, `../../../resources/devices/scanners/samples/${name}.jpg`),
    ),
  );

const draftId = '0192f0c1-2345-7abc-8def-0123456789ac';
const procedureCode = '1.001193';
const procedureName = 'Thủ tục đăng ký khai sinh';
const notice = '1.001193-04';

const goodPage: PaperPage = {
  pageId: '0192f0c1-2345-7abc-8def-0123456789ad',
  verdict: 'good',
  findings: [],
  proposals: { turn: 0, deskewDegrees: 0, crops: [] },
  edits: { crop: null, turn: 0, deskewDegrees: 0, cards: false },
  kept: false,
  widthPx: 1654,
  heightPx: 2339,
  picture: 'one',
};
const badPage: PaperPage = {
  ...goodPage,
  pageId: '0192f0c1-2345-7abc-8def-0123456789ae',
  verdict: 'bad',
  findings: [{ code: 'blurred', level: 'bad', region: { left: 0.1, top: 0.36, width: 0.8, height: 0.44 } }],
  proposals: { turn: 0, deskewDegrees: 1.4, crops: [{ left: 0.05, top: 0.05, width: 0.9, height: 0.9 }] },
};

function paper(change: Partial<PaperState> & Pick<PaperState, 'componentId' | 'name'>): PaperState {
  return {
    when: null,
    need: 'bring',
    kind: 'scan',
    isIdCard: false,
    mayComeLater: true,
    decision: null,
    pages: [],
    brought: [],
    done: false,
    ...change,
  };
}

function papersOf(pages: readonly PaperPage[]): PaperState[] {
  return [
    paper({
      componentId: '1.001193-02',
      name: 'Văn bản ủy quyền (được chứng thực) theo quy định của pháp luật trong trường hợp ủy quyền thực hiện việc đăng ký khai sinh',
      when: 'trong trường hợp ủy quyền thực hiện việc đăng ký khai sinh',
      need: 'depends',
    }),
    paper({
      componentId: notice,
      name: 'Giấy chứng sinh; trường hợp không có Giấy chứng sinh thì nộp văn bản của người làm chứng xác nhận về việc sinh',
      pages: [...pages],
      done: pages.length > 0 && pages.every(({ verdict }) => verdict === 'good'),
    }),
    paper({
      componentId: '1.001193-06',
      name: 'Hộ chiếu/Thẻ căn cước công dân/Thẻ căn cước/Căn cước điện tử/Giấy chứng nhận căn cước',
      kind: 'shown',
      done: true,
    }),
    paper({
      componentId: '1.001193-08',
      name: 'Mẫu hộ tịch điện tử tương tác đăng ký khai sinh',
      kind: 'form',
      done: true,
    }),
  ];
}

const withPapers =
  (
    pages: readonly PaperPage[],
    scan: NonNullable<FakeCore['state']['papers']>['scan'] = null,
    picture = 'birth-notice',
  ) =>
  (core: FakeCore): void => {
    core.state.papers = {
      draftId,
      procedureCode,
      procedureName,
      revisionKind: null,
      questions: [],
      papers: papersOf(pages),
      scan,
    };
    core.state.pagePicture = sample(picture);
  };

/** What the portal asked for: a paper that was unreadable, and one that the catalogue does not have. */
const supplement: Pick<PapersState, 'revisionKind' | 'papers'> = {
  revisionKind: 'supplement',
  papers: [
    paper({ componentId: notice, name: 'Giấy chứng sinh', when: 'Bản chính, thấy rõ số và dấu' }),
    paper({ componentId: 'asked-2', name: 'Sổ hộ khẩu cũ của gia đình' }),
  ],
};

const scanning = { componentId: notice, page: 2, share: 0.4, stored: 1, fault: null } as const;

const submission: SubmissionState = {
  draftId,
  procedureCode,
  procedureName,
  revisionKind: null,
  isCorrection: false,
  filer: { fullName: 'Rơ Châm H’Ơ̆', maskedIdNumber: '064•••••123', phone: '0905123456' },
  owner: { fullName: 'Hộ kinh doanh Tạp hóa Ánh Dương' },
  needsIdentityCheck: true,
  postOffered: true,
  delivery: { way: 'office' },
  fee: {
    lines: [
      {
        appliesTo: 'Bản sao trích lục hộ tịch',
        amount: { kind: 'amount', vnd: 8_000, usualVnd: null, until: null },
        per: { kind: 'text', text: 'bản' },
        tiers: [],
        maxPerCopyVnd: null,
        exemptions: {
          kind: 'text',
          text: 'Người thuộc gia đình có công với cách mạng, hộ nghèo, người khuyết tật',
        },
        note: null,
      },
    ],
    amountVnd: null,
    asks: 'nothing',
    counted: null,
    hasMore: false,
    choice: { exemptionClaimed: true, way: 'counter' },
  },
  papers: [
    { componentId: notice, name: 'Giấy chứng sinh', state: 'scanned', pages: 2 },
    { componentId: '1.001193-02', name: 'Văn bản ủy quyền (được chứng thực)', state: 'later', pages: 0 },
    { componentId: '1.001193-06', name: 'Hộ chiếu / Thẻ căn cước công dân', state: 'shown', pages: 0 },
    { componentId: '1.001193-08', name: 'Mẫu hộ tịch điện tử tương tác', state: 'form', pages: 0 },
  ],
  sameToday: null,
  help: { marks: [], lastNo: 0 },
  problems: [],
};

const freeLine: SubmissionState['fee']['lines'][number] = {
  appliesTo: null,
  amount: { kind: 'free' },
  per: null,
  tiers: [],
  maxPerCopyVnd: null,
  exemptions: { kind: 'not-needed' },
  note: null,
};

const withSubmission =
  (change: Partial<SubmissionState> = {}) =>
  (core: FakeCore): void => {
    core.state.submission = { ...submission, ...change };
  };

/** Every screen from the papers to the last look. */
export const dossierShots: readonly Shot[] = [
  { name: 'scan-list', session: at('/scan'), prepare: withPapers([]) },
  { name: 'scan-paper', session: at(`/scan/${notice}`), prepare: withPapers([]) },
  {
    name: 'scan-waiting',
    session: at(`/scan/${notice}`),
    prepare: withPapers([], { ...scanning, step: 'waiting-for-paper', share: null, page: 0, stored: 0 }),
  },
  {
    name: 'scan-working',
    session: at(`/scan/${notice}`),
    prepare: withPapers([goodPage], { ...scanning, step: 'scanning' }),
  },
  {
    name: 'scan-jam',
    session: at(`/scan/${notice}`),
    prepare: withPapers([goodPage], { ...scanning, step: 'ended', share: null, fault: 'SCANNER_JAM' }),
    act: async (page) => await page.locator('dl').waitFor(),
  },
  {
    name: 'scan-page-bad',
    session: at(`/scan/${notice}/2`),
    prepare: withPapers([goodPage, badPage], null, 'blurred'),
    act: async (page) => await page.locator('main svg image').first().waitFor(),
  },
  {
    name: 'scan-page-good',
    session: at(`/scan/${notice}/1`),
    prepare: withPapers([goodPage]),
    act: async (page) => await page.locator('main svg image').first().waitFor(),
  },
  {
    name: 'scan-page-change',
    session: at(`/scan/${notice}/2`),
    prepare: withPapers([goodPage, badPage], null, 'blurred'),
    act: async (page) => await page.getByRole('button', { name: /Sửa trang|Change page/ }).click(),
  },
  {
    name: 'scan-page-zoom',
    session: at(`/scan/${notice}/1`),
    prepare: withPapers([goodPage]),
    act: async (page) => await page.getByRole('button', { name: /Phóng to|Enlarge/ }).click(),
  },
  {
    name: 'scan-supplement',
    session: at('/scan'),
    prepare: (core) => {
      withPapers([])(core);
      core.state.papers = core.state.papers && { ...core.state.papers, ...supplement };
    },
  },
  {
    name: 'submit-supplement',
    session: at('/submit/review'),
    prepare: withSubmission({
      revisionKind: 'supplement',
      postOffered: false,
      papers: [
        { componentId: notice, name: 'Giấy chứng sinh', state: 'scanned', pages: 2 },
        { componentId: 'asked-2', name: 'Sổ hộ khẩu cũ của gia đình', state: 'scanned', pages: 4 },
      ],
    }),
  },
  {
    name: 'submit-supplement-whole',
    session: at('/submit/review'),
    prepare: withSubmission({
      revisionKind: 'supplement',
      postOffered: false,
      papers: [
        { componentId: notice, name: 'Giấy chứng sinh', state: 'scanned', pages: 2 },
        { componentId: 'asked-2', name: 'Sổ hộ khẩu cũ của gia đình', state: 'missing', pages: 0 },
      ],
      problems: [{ kind: 'paper', componentId: 'asked-2', name: 'Sổ hộ khẩu cũ của gia đình' }],
    }),
  },
  {
    name: 'scan-correction',
    session: at('/scan'),
    prepare: (core) => {
      withPapers([goodPage])(core);
      core.state.papers = core.state.papers && { ...core.state.papers, revisionKind: 'correction' };
    },
  },
  {
    name: 'submit-correction',
    session: at('/submit/review'),
    prepare: withSubmission({ revisionKind: 'correction', isCorrection: true }),
  },
  { name: 'submit-delivery', session: at('/submit/delivery'), prepare: withSubmission() },
  { name: 'submit-fee', session: at('/submit/fee'), prepare: withSubmission() },
  {
    name: 'submit-fee-counted',
    session: at('/submit/fee'),
    prepare: withSubmission({
      fee: {
        ...submission.fee,
        lines: [
          {
            ...freeLine,
            amount: { kind: 'amount', vnd: 2_000, usualVnd: null, until: null },
            per: { kind: 'text', text: 'trang' },
            tiers: [
              { fromPage: 1, toPage: 2, vnd: 2_000 },
              { fromPage: 3, toPage: null, vnd: 1_000 },
            ],
            maxPerCopyVnd: 200_000,
            exemptions: { kind: 'ask-staff' },
          },
        ],
        amountVnd: 20_000,
        counted: {
          count: null,
          papers: [
            { pages: 5, copies: 2 },
            { pages: 1, copies: 3 },
          ],
        },
        choice: null,
      },
    }),
  },
  {
    name: 'submit-fee-beside',
    session: at('/submit/fee'),
    prepare: withSubmission({
      fee: {
        ...submission.fee,
        lines: [freeLine],
        hasMore: true,
        choice: { exemptionClaimed: false, way: 'counter' },
      },
    }),
  },
  { name: 'submit-review', session: at('/submit/review'), prepare: withSubmission() },
  {
    name: 'submit-review-helped',
    session: at('/submit/review'),
    prepare: withSubmission({
      help: {
        marks: [
          { subject: notice, act: 'scanned', isAgreed: false },
          { subject: notice, act: 'removed', isAgreed: false },
          { subject: 'list', act: 'chosen', isAgreed: false },
          { subject: 'delivery', act: 'chosen', isAgreed: false },
          { subject: 'fee', act: 'chosen', isAgreed: true },
        ],
        lastNo: 5,
      },
      problems: [{ kind: 'help', count: 4 }],
    }),
    // What is in sight is counted for a moment.
    act: async (page) => {
      await page.getByRole('button', { name: /Xem chỗ cán bộ làm|See what|Đồng ý|agree/i }).waitFor();
      await page
        .locator('[data-disabled]:has-text("Đồng ý"), [data-disabled]:has-text("gree")')
        .waitFor({ state: 'detached' });
    },
  },
  {
    name: 'submit-review-problems',
    session: at('/submit/review'),
    prepare: withSubmission({
      delivery: null,
      problems: [
        { kind: 'form', count: 3 },
        { kind: 'paper', componentId: notice, name: 'Giấy chứng sinh' },
        { kind: 'delivery' },
      ],
    }),
  },
];
