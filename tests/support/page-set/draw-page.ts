import sharp from 'sharp';
import { between, pick, type Random } from './random.ts';
import { label, paragraph, sentence, title } from './words.ts';

/** Kinds of paper in the set; each is drawn from a seed and a typeface. */
export const paperKinds = ['letter', 'form', 'table', 'certificate', 'sparse', 'photo'] as const;
export type PaperKind = (typeof paperKinds)[number];

/** Colour, eight bits, three channels, without any compression: what a perfect scanner would see. */
export interface Raw {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
}

interface Ink {
  readonly random: Random;
  readonly font: string;
  readonly hand: string;
  /** Letter height in millimetres. */
  readonly size: number;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function text(
  ink: Ink,
  at: { readonly x: number; readonly y: number },
  words: string,
  more: {
    readonly size?: number;
    readonly anchor?: string;
    readonly style?: string;
    readonly fill?: string;
    readonly font?: string;
  } = {},
): string {
  const { size = ink.size, anchor = 'start', style = '', fill = '#1b1b1f', font = ink.font } = more;
  return `<text x="${at.x}" y="${at.y}" font-family="${font}" font-size="${size}" text-anchor="${anchor}" fill="${fill}" ${style}>${escaped(words)}</text>`;
}

function heading(ink: Ink): string {
  return [
    text(ink, { x: 118, y: 24 }, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', {
      anchor: 'middle',
      style: 'font-weight="bold"',
    }),
    text(ink, { x: 118, y: 31 }, 'Độc lập - Tự do - Hạnh phúc', {
      anchor: 'middle',
      style: 'font-weight="bold"',
    }),
    '<line x1="93" y1="33.5" x2="143" y2="33.5" stroke="#222" stroke-width="0.3"/>',
    text(ink, { x: 112, y: 47 }, title(ink.random), {
      anchor: 'middle',
      size: ink.size * 1.35,
      style: 'font-weight="bold"',
    }),
  ].join('');
}

/** A red seal with a signature over it: round, with a star, slightly turned, as seals are. */
function seal({ random, font, hand }: Ink, x: number, y: number): string {
  const turn = between(random, -25, 25);
  const red = pick(random, ['#c8202f', '#b51f3a', '#d23a36']);
  const star = Array.from({ length: 10 }, (_, i) => {
    const radius = i % 2 === 0 ? 6 : 2.5;
    const angle = (Math.PI / 5) * i - Math.PI / 2;
    return `${(radius * Math.cos(angle)).toFixed(2)},${(radius * Math.sin(angle)).toFixed(2)}`;
  }).join(' ');
  return `<g transform="translate(${x} ${y}) rotate(${turn.toFixed(1)})" fill="none" stroke="${red}" opacity="0.85"><circle r="17" stroke-width="0.9"/><circle r="12" stroke-width="0.35"/><polygon points="${star}" fill="${red}" stroke="none"/><text y="-13.2" font-size="2.6" font-family="${font}" text-anchor="middle" fill="${red}" stroke="none">ỦY BAN NHÂN DÂN XÃ</text></g>${stroke(random, x + 8, y, '#1c2f8f')}<text x="${x}" y="${y + 26}" font-family="${hand}" font-size="5" text-anchor="middle" fill="#1b1b1f">Trần Thị Bình</text>`;
}

/** A signature: a pen line that wanders. */
function stroke(random: Random, x: number, y: number, colour: string): string {
  let path = `M${x} ${y}`;
  for (let i = 0; i < 7; i += 1) {
    const dx = between(random, 2, 7);
    path += ` q${between(random, -3, 3).toFixed(1)} ${between(random, -8, 8).toFixed(1)} ${dx.toFixed(1)} ${between(random, -3, 3).toFixed(1)}`;
  }
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="0.5" stroke-linecap="round"/>`;
}

function lines(ink: Ink, top: number, count: number, indent = 25): string {
  const perLine = Math.floor(158 / (ink.size * 0.5));
  const step = ink.size * between(ink.random, 1.25, 1.6);
  return paragraph(ink.random, count, perLine)
    .map((line, i) => text(ink, { x: indent, y: top + i * step }, line))
    .join('');
}

function fields(ink: Ink, top: number, count: number): string {
  let out = '';
  for (let i = 0; i < count; i += 1) {
    const y = top + i * ink.size * 2;
    out += text(ink, { x: 25, y }, `${i + 1}. ${label(ink.random)}: `);
    out += `<line x1="${25 + ink.size * 11}" y1="${y + 0.8}" x2="192" y2="${y + 0.8}" stroke="#333" stroke-width="0.25" stroke-dasharray="0.4 0.6"/>`;
    if (ink.random() < 0.8) {
      const answer = sentence(ink.random).slice(0, 32);
      out += text(ink, { x: 27 + ink.size * 11, y: y - 0.3 }, answer, {
        fill: '#24379a',
        font: ink.hand,
        size: ink.size * 1.1,
      });
    }
  }
  return out;
}

function table(ink: Ink, top: number, rows: number): string {
  const columns = [22, 36, 92, 140, 192];
  const step = ink.size * 2.1;
  let out = '';
  for (let row = 0; row <= rows; row += 1)
    out += `<line x1="22" y1="${top + row * step}" x2="192" y2="${top + row * step}" stroke="#222" stroke-width="0.3"/>`;
  for (const x of columns)
    out += `<line x1="${x}" y1="${top}" x2="${x}" y2="${top + rows * step}" stroke="#222" stroke-width="0.3"/>`;
  for (let row = 0; row < rows; row += 1) {
    const y = top + row * step + step * 0.65;
    const bold = row === 0 ? 'font-weight="bold"' : '';
    out += text(ink, { x: 29, y }, row === 0 ? 'TT' : String(row), { anchor: 'middle', style: bold });
    for (const x of [38, 94, 142]) {
      if (row > 0 && ink.random() < 0.12) continue;
      out += text(
        ink,
        { x, y },
        row === 0 ? label(ink.random) : sentence(ink.random).slice(0, x === 142 ? 18 : 20),
        { style: bold, size: ink.size * 0.9 },
      );
    }
  }
  return out;
}

/** A grey head and shoulders on a blue ground: everything a portrait is to a filter, and nobody. */
function portrait(x: number, y: number, width: number): string {
  const height = width * 1.33;
  return `<g transform="translate(${x} ${y})"><rect width="${width}" height="${height}" fill="#6f9fce"/><ellipse cx="${width / 2}" cy="${height * 0.42}" rx="${width * 0.2}" ry="${height * 0.2}" fill="#c79a7c"/><ellipse cx="${width / 2}" cy="${height * 0.32}" rx="${width * 0.22}" ry="${height * 0.14}" fill="#221d1b"/><path d="M${width * 0.1} ${height} q${width * 0.4} ${-height * 0.6} ${width * 0.8} 0 z" fill="#e9e9ee"/></g>`;
}

function frame(colour: string): string {
  let rosettes = '';
  for (let x = 18; x <= 192; x += 6) {
    rosettes += `<circle cx="${x}" cy="16" r="2" fill="none" stroke="${colour}" stroke-width="0.5"/><circle cx="${x}" cy="281" r="2" fill="none" stroke="${colour}" stroke-width="0.5"/>`;
  }
  return `<rect x="13" y="13" width="184" height="271" fill="none" stroke="${colour}" stroke-width="1.2"/><rect x="20" y="20" width="170" height="257" fill="none" stroke="${colour}" stroke-width="0.4"/>${rosettes}`;
}

function bodyOf(kind: PaperKind, ink: Ink): string {
  const { random } = ink;
  const sealed = (y: number): string =>
    random() < 0.8 ? seal(ink, 145, y) : stroke(random, 130, y, '#1b1b1f');
  const number = random() < 0.5 ? text(ink, { x: 105, y: 287 }, '1', { anchor: 'middle', size: 4 }) : '';
  switch (kind) {
    case 'letter': {
      const count = 12 + Math.floor(random() * 14);
      return heading(ink) + lines(ink, 62, count) + sealed(250) + number;
    }
    case 'form':
      return heading(ink) + fields(ink, 64, 12 + Math.floor(random() * 6)) + sealed(252) + number;
    case 'table':
      return (
        heading(ink) + lines(ink, 60, 3) + table(ink, 85, 9 + Math.floor(random() * 7)) + sealed(255) + number
      );
    case 'certificate':
      return (
        frame(pick(random, ['#b0413e', '#3d7a4f', '#5a55a0'])) +
        heading(ink) +
        fields({ ...ink, size: ink.size * 1.05 }, 70, 10) +
        sealed(240)
      );
    case 'sparse':
      return lines(ink, 40, 4) + (random() < 0.7 ? seal(ink, 145, 110) : stroke(random, 120, 100, '#1c2f8f'));
    case 'photo':
      return (
        heading(ink) + portrait(28, 58, between(random, 28, 42)) + lines({ ...ink }, 122, 12) + sealed(245)
      );
  }
}

/** One upright A4 paper on white at `dpi`. `font` sets what is printed, `hand` what is written in. */
export async function drawPaper(options: {
  readonly kind: PaperKind;
  readonly random: Random;
  readonly font: string;
  readonly hand: string;
  readonly dpi: number;
}): Promise<Raw> {
  const { kind, random, font, hand, dpi } = options;
  const ink: Ink = { random, font, hand, size: between(random, 4.2, 5) };
  return render(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${px(210, dpi)}" height="${px(297, dpi)}" viewBox="0 0 210 297"><rect width="210" height="297" fill="#fff"/>${bodyOf(kind, ink)}</svg>`,
    dpi,
  );
}

/** An identity card's look (ISO 7810 ID-1) without being one: lines of text, a portrait, a pale pattern. */
export function cardSvg(ink: Ink, side: 'front' | 'back'): string {
  let waves = '';
  for (let y = 4; y < 54; y += 2.5)
    waves += `<path d="M0 ${y} q21 -6 43 0 t43 0" fill="none" stroke="#9cc7b0" stroke-width="0.35"/>`;
  const ground = `<rect width="85.6" height="54" rx="3" fill="#d5e6dc"/>${waves}`;
  const small = { ...ink, size: 2.6 };
  if (side === 'back') {
    const code = [
      'IDVNM2030001230064203000123<<8',
      '0302100M2802102VNM<<<<<<<<<<<6',
      'NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<',
    ];
    return `${ground}${code.map((line, i) => text(small, { x: 4, y: 39 + i * 5 }, line, { font: 'DejaVu Sans Mono', size: 3.9 })).join('')}<rect x="6" y="8" width="13" height="11" rx="1.5" fill="#c9a44c"/>${text(small, { x: 30, y: 12 }, 'Nơi cư trú: Thôn 1, Xã Chư Păh, Gia Lai')}${text(small, { x: 30, y: 18 }, 'Ngày, tháng, năm cấp: 15/04/2021')}`;
  }
  return `${ground}${portrait(4, 18, 20)}${text(small, { x: 48, y: 6 }, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { anchor: 'middle' })}${text(small, { x: 48, y: 13 }, 'CĂN CƯỚC CÔNG DÂN', { anchor: 'middle', size: 4, fill: '#b3262b', style: 'font-weight="bold"' })}${text(small, { x: 28, y: 22 }, 'Số: 064203000123', { size: 4 })}${['Họ và tên: NGUYỄN VĂN AN', 'Ngày sinh: 10/02/2003', 'Giới tính: Nam   Quốc tịch: Việt Nam', 'Quê quán: Xã Chư Păh, Gia Lai', 'Nơi thường trú: Thôn 1, Xã Chư Păh'].map((line, i) => text(small, { x: 28, y: 28 + i * 5 }, line)).join('')}`;
}

/** One or two cards lying on the glass of an A4 scanner, each a little turned. */
export async function drawCards(options: {
  readonly random: Random;
  readonly font: string;
  readonly dpi: number;
  readonly sides: readonly ('front' | 'back')[];
}): Promise<Raw> {
  const { random, font, dpi, sides } = options;
  const ink: Ink = { random, font, hand: font, size: 3 };
  const cards = sides.map((side, i) => {
    const x = between(random, 12, 100);
    const y = between(random, 12, 60) + i * 100;
    return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${between(random, -1, 1).toFixed(2)} 43 27)">${cardSvg(ink, side)}</g>`;
  });
  return render(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${px(210, dpi)}" height="${px(297, dpi)}" viewBox="0 0 210 297"><rect width="210" height="297" fill="#fff"/>${cards.join('')}</svg>`,
    dpi,
  );
}

const px = (mm: number, dpi: number): number => Math.round((mm / 25.4) * dpi);

async function render(svg: string, dpi: number): Promise<Raw> {
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten({ background: '#fff' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, dpi };
}
