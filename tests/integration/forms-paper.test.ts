import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { evaluateForm, readForm } from '../../shared/form/index.ts';
import {
  answersWith,
  context,
  fontsDir,
  formCodes,
  formOf,
  judge,
  openPaperForms,
  told,
} from '../support/forms-at-hand.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'paper-'));
const paper = openPaperForms();
let count = 0;

afterAll(async () => {
  await paper.close();
  rmSync(folder, { recursive: true });
});

function store(pdf: Uint8Array): string {
  count += 1;
  const file = path.join(folder, `${count}.pdf`);
  writeFileSync(file, pdf);
  return file;
}

/** The words of a PDF in reading order, lines joined: a wrapped answer reads as it was typed. */
function readText(file: string): string {
  return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s+/gu, ' ');
}

function pagesOf(file: string): number {
  return Number(/Pages:\s+(\d+)/u.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))?.[1]);
}

async function print(code: string, changed: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const form = formOf(code);
  return store(await paper.render({ form, answers: answersWith(form, changed), context }));
}

describe('the filled paper', () => {
  test.each([...formCodes, 'generic'])(
    '%s carries motto, title, date and every answer, letter by letter',
    async (code) => {
      const form = formOf(code);
      const answers = answersWith(form);
      const text = readText(store(await paper.render({ form, answers, context })));
      expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc');
      expect(text).toContain(form.paper.title.join(' '));
      expect(text).toContain('Chư Păh, ngày 22 tháng 11 năm 2026');
      const onPaper = new Set(
        form.paper.blocks.flatMap((block) =>
          block.kind === 'line' ? block.cells.map((cell) => cell.field) : [],
        ),
      );
      const typed = evaluateForm(form, answers, context)
        .steps.flatMap((step) => step.fields)
        .filter(
          (field) =>
            onPaper.has(field.id) &&
            typeof field.value === 'string' &&
            ['text', 'person-name', 'email'].includes(field.kind),
        );
      for (const field of typed) expect(text, field.id).toContain(String(field.value));
      expect(text.normalize('NFC')).toBe(text);
    },
  );

  test('reads back the letters of Jrai and Bahnar as they were typed', async () => {
    const name = 'Krê̆ Pơ̆ng Hô̆ Dư̆ Â̆n Ĕban Ŏ ƀăn H’Ĭ';
    expect(readText(await print('1.001193', { child_full_name: name }))).toContain(
      `Họ, chữ đệm, tên: ${name}`,
    );
  });

  test('reads a number in boxes as one number', async () => {
    expect(readText(await print('1.004222'))).toContain('4. Số định danh cá nhân: 064203000123');
  });

  test('prints rows of a table whole', async () => {
    const rows = Array.from({ length: 15 }, (_, index) => ({
      member_name: `Nguyễn Thị Thành Viên Thứ ${index + 1}`.replace(/\d+/u, 'Một'),
      member_birth_date: '2005-07-01',
      member_sex: 'female',
      member_personal_id: `0643050009${String(index + 10)}`,
      member_relation: 'sibling',
    }));
    const file = await print('1.004222', { household_members: rows });
    const text = readText(file);
    for (const row of rows) expect(text).toContain(row.member_personal_id);
    expect(pagesOf(file)).toBe(2);
  });

  test('moves an answer that does not fit to the annex, and loses no letter of it', async () => {
    const long = Array.from({ length: 110 }, (_, index) => `việc thứ ${index + 1}`)
      .join(', ')
      .slice(0, 800);
    const file = await print('1.004859', { reason: long.trim() });
    const text = readText(file);
    expect(text).toMatch(/Lý do: .*việc thứ 1, việc thứ 2/u);
    const longer = `Lời khai dài. ${'Trẻ ở với bà ngoại từ nhỏ. '.repeat(36)}`.trim();
    const annexed = readText(await print('1.001776', { circumstances: longer }));
    expect(annexed).toContain('(xem Phụ lục, mục 1)');
    expect(annexed).toMatch(/PHỤ LỤC .*Mục 1\. 6\. Hoàn cảnh, lý do đề nghị:/u);
    expect(annexed).toContain(longer);
  });

  test('breaks a word that is wider than the paper and keeps its letters', async () => {
    const word = 'ngoằn'.repeat(39);
    expect(readText(await print('2.000884', { document_title: word })).replaceAll(' ', '')).toContain(word);
  });

  test('draws the finger signature above the name', async () => {
    const signed = store(
      await paper.render({ form: formOf('1.001193'), answers: answersWith(formOf('1.001193')), context }),
    );
    const unsigned = await print('1.001193', { applicant_signature: null });
    expect(readFileSync(signed).length).toBeGreaterThan(readFileSync(unsigned).length);
  });

  test('leaves out what the rules call irrelevant', async () => {
    const text = readText(
      await print('1.001193', { filing_for: 'self', dossier_owner_full_name: 'Trần Văn Bảy' }),
    );
    expect(text).not.toContain('Trần Văn Bảy');
    expect(
      readText(await print('1.001193', { filing_for: 'person', dossier_owner_full_name: 'Trần Văn Bảy' })),
    ).toContain('Nộp thay cho ông/bà: Trần Văn Bảy');
  });

  test('keeps an old address as written and says what it is today', async () => {
    const address = { asWritten: 'Thôn 1, xã Nghĩa Hòa, huyện Chư Păh, Gia Lai', communeCode: '23722' };
    expect(readText(await print('1.001193', { child_home_town: address }))).toContain(
      'Quê quán: Thôn 1, xã Nghĩa Hòa, huyện Chư Păh, Gia Lai (nay là xã Chư Păh, tỉnh Gia Lai)',
    );
  });

  test('is the same, byte by byte, for the same answers', async () => {
    const form = formOf('1.001193');
    const input = { form, answers: answersWith(form), context, reference: 'KIOSK-1' };
    expect(Buffer.from(await paper.render(input)).equals(Buffer.from(await paper.render(input)))).toBe(true);
  });
});

// Letters that are parts of others (the O of Ơ) lost their meaning in the text of every later paper of one kiosk.
test('keeps the text of every letter from one paper to the next', async () => {
  const everyLetter = 'AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY aăâbcdđeêghiklmnoôơpqrstuưvxy Krê̆ Pơ̆ng';
  const form = formOf('1.004859');
  const draw = async (shelf: typeof paper): Promise<string> =>
    readText(
      store(await shelf.render({ form, answers: answersWith(form, { reason: everyLetter }), context })),
    );
  const accented = formOf('1.001193');
  const names = { child_full_name: 'Ổ Ợ Ậ Ặ Ể Ỷ Ữ ổ ợ ậ ặ ể ỷ ữ', father_full_name: 'Krê̆ Ơ̆ Ô̆' };
  const used = openPaperForms();
  const unused = openPaperForms();
  onTestFinished(async () => void (await Promise.all([used.close(), unused.close()])));
  for (let round = 0; round < 3; round += 1) {
    await used.render({ form: accented, answers: answersWith(accented, names), context });
    expect(await draw(used)).toContain(everyLetter);
  }
  expect(await draw(used)).toBe(await draw(unused));
});

test('a signature to be made by pen leaves its line empty and says where it is made', async () => {
  const byPen = readText(await print('1.004222', { applicant_signature: { onPaper: true } }));
  expect(byPen).toContain('(ký tại quầy, trước mặt cán bộ)');
  expect(readText(await print('1.004222'))).not.toContain('(ký tại quầy');
  const { allFaults } = judge('1.004222', { applicant_signature: { onPaper: true } });
  expect(told(allFaults)).toEqual([]);
});

describe('the empty paper', () => {
  test.each([...formCodes, 'generic'])('%s has every label and no answer', async (code) => {
    const form = formOf(code);
    const file = store(await paper.renderBlank({ form, context }));
    const text = readText(file);
    expect(text).toContain('ngày …… tháng …… năm ……');
    expect(text).not.toContain('Chư Păh');
    expect(pagesOf(file)).toBeLessThanOrEqual(2);
  });
});

/** Dark pixels of a name drawn large, as rows of booleans (pdftoppm writes a plain grey picture). */
function rasterise(file: string): {
  readonly width: number;
  readonly height: number;
  dark(x: number, y: number): boolean;
} {
  const picture = execFileSync('pdftoppm', ['-gray', '-r', '300', '-f', '1', '-l', '1', file], {
    maxBuffer: 2 ** 27,
  });
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/u.exec(picture.subarray(0, 40).toString('latin1'));
  const [width, height, start] = [Number(head?.[1]), Number(head?.[2]), head?.[0].length ?? 0];
  return { width, height, dark: (x, y) => (picture[start + y * width + x] ?? 255) < 128 };
}

interface Ink {
  readonly top: number;
  readonly left: number;
  readonly right: number;
}

/** Where a single letter printed as the child's name has ink: its column is found right of the label. */
function inkOf(file: string, bottom: number): Ink {
  const { dark, width } = rasterise(file);
  const rows: number[] = [];
  const columns: number[] = [];
  for (let y = bottom - 70; y < bottom; y += 1) {
    for (let x = nameLeft; x < Math.min(nameLeft + 45, width); x += 1) {
      if (!dark(x, y)) continue;
      rows.push(y);
      columns.push(x);
    }
  }
  return { top: Math.min(...rows), left: Math.min(...columns), right: Math.max(...columns) };
}

const dpi = 300 / 72;
let nameLeft = 0;

describe('marks that NFC cannot compose', () => {
  test.each([
    ['ê̆', 'ê', 'ễ'],
    ['ô̆', 'ô', 'ỗ'],
    ['â̆', 'â', 'ẫ'],
    ['ơ̆', 'ơ', 'ỡ'],
    ['ư̆', 'ư', 'ữ'],
  ])('%s stands above %s, centred, and is not drawn as %s', async (marked, base, other) => {
    const form = formOf('generic');
    const letterAt = async (letter: string): Promise<{ readonly ink: Ink; readonly file: string }> => {
      const answers = answersWith(form, { applicant_full_name: letter });
      const file = store(await paper.render({ form, answers, context }));
      const box = execFileSync('pdftotext', ['-bbox', '-f', '1', '-l', '1', file, '-'], { encoding: 'utf8' });
      const found = new RegExp(
        `xMin="([\\d.]+)" yMin="[\\d.]+" xMax="[\\d.]+" yMax="([\\d.]+)">${letter}<`,
        'u',
      ).exec(box);
      expect(found, `${letter} in the text of the page`).not.toBeNull();
      nameLeft = Math.floor(Number(found?.[1]) * dpi) - 2;
      // Ink above the baseline only: the font's descent is 0.216 of 13 points.
      return { ink: inkOf(file, Math.round((Number(found?.[2]) - 0.23 * 13) * dpi)), file };
    };
    const plain = await letterAt(base);
    const drawn = await letterAt(marked);
    const tilde = await letterAt(other);
    const size = 13 * dpi;
    // The breve adds height over the base; over a circumflex it stands free, 0.1 of the size or more.
    expect(plain.ink.top - drawn.ink.top).toBeGreaterThan(0.08 * size);
    expect(drawn.ink.left).toBeGreaterThanOrEqual(plain.ink.left - 2);
    expect(Math.abs(drawn.ink.right - plain.ink.right)).toBeLessThanOrEqual(2);
    expect(pictureOf(drawn.file)).not.toEqual(pictureOf(tilde.file));
  });
});

function pictureOf(file: string): Buffer {
  return execFileSync('pdftoppm', ['-gray', '-r', '150', '-f', '1', '-l', '1', file], { maxBuffer: 2 ** 26 });
}

describe('paper that cannot be made', () => {
  test('PAPER_FORM_FONT_MISSING: a missing font is a named fault, and it works again when it is back', async () => {
    const empty = mkdtempSync(path.join(tmpdir(), 'fonts-'));
    const without = openPaperForms(empty);
    const form = formOf('generic');
    const input = { form, answers: answersWith(form), context };
    await expect(without.render(input)).rejects.toMatchObject({ code: 'PAPER_FORM_FONT_MISSING' });
    for (const style of ['Regular', 'Bold', 'Italic']) {
      writeFileSync(
        path.join(empty, `Tinos-${style}.ttf`),
        readFileSync(path.join(fontsDir, `Tinos-${style}.ttf`)),
      );
    }
    expect((await without.render(input)).length).toBeGreaterThan(1000);
    await without.close();
    rmSync(empty, { recursive: true });
  });

  test('faulty answers are still printed as they stand, for the officer to see', async () => {
    const form = formOf('1.001193');
    const answers = answersWith(form, { child_full_name: 'Ánh 2' });
    expect(readForm(form, evaluateForm(form, answers, context), context, 'vi').length).toBeGreaterThan(0);
    expect(readText(store(await paper.render({ form, answers, context })))).toContain('Ánh 2');
  });
});
