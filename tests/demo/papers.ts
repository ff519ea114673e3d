import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { drawPaper, type Paper, paperSize } from '../support/make-sample-papers.ts';
import { writePpm } from '../support/sane-config.ts';

/** What the hospital gave the mother. */
const birthNotice: Paper = {
  tiltDegrees: 0.5,
  title: 'GIẤY CHỨNG SINH',
  lines: [
    'Họ và tên mẹ: NGUYỄN THỊ HOÀNG ÁNH',
    'Năm sinh: 1998        Dân tộc: Kinh',
    'Nơi cư trú: Làng Kênh, xã Chư Păh, tỉnh Gia Lai',
    'Đã sinh con tại: Trung tâm Y tế huyện Chư Păh',
    'Số con trong lần sinh này: 01',
    'Giới tính của con: Nam        Cân nặng: 3 150 gam',
    'Dự định đặt tên con là: TRẦN BÌNH AN',
  ],
  hasSeal: true,
};

/** Both sides of a card on one sheet, as people copy it. */
function drawCard(): string {
  const { widthPx, heightPx } = paperSize;
  const line = (y: number, text: string): string =>
    `<text x="720" y="${y}" font-size="30" fill="#20232a">${text}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" font-family="Noto Sans, sans-serif">
<rect width="100%" height="100%" fill="#f7f5f0"/>
<g transform="rotate(-0.4 827 600)">
<rect x="430" y="330" width="790" height="500" rx="28" fill="#d9e8ee" stroke="#7b8b91" stroke-width="3"/>
<text x="825" y="385" font-size="24" text-anchor="middle">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</text>
<text x="825" y="445" font-size="38" font-weight="bold" text-anchor="middle" fill="#a01c23">CĂN CƯỚC (THẺ MẪU)</text>
<rect x="470" y="480" width="210" height="280" fill="#b9c8ce"/><circle cx="575" cy="580" r="58" fill="#8fa2aa"/><path d="M490 760 a85 95 0 0 1 170 0" fill="#8fa2aa"/>
${line(510, 'Số: 064 198 000 456')}${line(565, 'NGUYỄN THỊ HOÀNG ÁNH')}${line(620, 'Ngày sinh: 15/03/1998')}${line(675, 'Giới tính: Nữ')}${line(730, 'Quốc tịch: Việt Nam')}
<rect x="430" y="930" width="790" height="500" rx="28" fill="#e6ece0" stroke="#7b8b91" stroke-width="3"/>
<text x="470" y="1000" font-size="30">Nơi cư trú: Làng Kênh, xã Chư Păh, tỉnh Gia Lai</text>
<text x="470" y="1060" font-size="30">Ngày cấp: 12/03/2025     Nơi cấp: Bộ Công an</text>
<text x="470" y="1390" font-size="34" font-family="monospace">IDVNM1980004564064198000456&lt;&lt;0</text>
</g></svg>`;
}

/** The papers that people of the demo carry. */
export type DemoPaper = 'birth-notice' | 'blurred' | 'card';

/** The glass of the scanner: one file, which SANE's `pnm` back end takes for what lies on it. */
export interface Glass {
  readonly file: string;
  lay(paper: DemoPaper): Promise<void>;
}

/** Draws the papers once; laying one is then as quick as a hand. */
export async function openGlass(folder: string): Promise<Glass> {
  const file = path.join(folder, 'glass.ppm');
  const raw = (picture: Sharp): Promise<Buffer> => picture.flatten().removeAlpha().raw().toBuffer();
  const notice = await sharp(Buffer.from(drawPaper(birthNotice)))
    .png()
    .toBuffer();
  const pixels: Readonly<Record<DemoPaper, Buffer>> = {
    'birth-notice': await raw(sharp(notice)),
    blurred: await raw(sharp(notice).blur(9)),
    card: await raw(sharp(Buffer.from(drawCard()))),
  };
  const { widthPx, heightPx } = paperSize;
  return {
    file,
    async lay(paper) {
      writePpm(file, widthPx, heightPx, pixels[paper]);
    },
  };
}
