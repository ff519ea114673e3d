import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

/**
 * Draws the sample papers of the demo (resources/devices/scanners/samples) as a scanner would see them: A4 at 200 dpi,
 * paper not quite white, laid a little crooked, with a red seal. All people are invented. Run by hand.
 */
export const paperSize = { widthPx: 1654, heightPx: 2339 } as const;
const { widthPx, heightPx } = paperSize;
const folder = path.resolve(import.meta.dirname, '../../resources/devices/scanners/samples');

/** What stands on an invented paper, and how crooked it lies. */
export interface Paper {
  readonly tiltDegrees: number;
  readonly title: string;
  readonly lines: readonly string[];
  readonly hasSeal: boolean;
}

interface Sample extends Paper {
  readonly name: string;
}

const samples: readonly Sample[] = [
  {
    name: 'birth-notice',
    tiltDegrees: 0.4,
    title: 'GIẤY CHỨNG SINH',
    lines: [
      'Họ và tên mẹ: NGUYỄN THỊ MẪU',
      'Năm sinh: 1996        Dân tộc: Kinh',
      'Nơi thường trú: Thôn 1, xã Chư Păh, tỉnh Gia Lai',
      'Đã sinh con vào lúc: 07 giờ 30 phút, ngày 02 tháng 11 năm 2026',
      'Tại: Trạm Y tế xã Chư Păh',
      'Số con trong lần sinh này: 01',
      'Giới tính của con: Nam        Cân nặng: 3 200 gam',
      'Dự định đặt tên con là: NGUYỄN VĂN THỬ',
    ],
    hasSeal: true,
  },
  {
    name: 'declaration',
    tiltDegrees: -0.3,
    title: 'TỜ KHAI ĐĂNG KÝ KHAI SINH',
    lines: [
      'Kính gửi: Ủy ban nhân dân xã Chư Păh, tỉnh Gia Lai',
      'Họ, chữ đệm, tên người yêu cầu: NGUYỄN VĂN AN',
      'Số định danh cá nhân: 064203000123',
      'Nơi cư trú: Thôn 1, xã Chư Păh, tỉnh Gia Lai',
      'Quan hệ với người được khai sinh: Cha',
      'Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:',
      'Họ, chữ đệm, tên: NGUYỄN VĂN THỬ',
      'Ngày, tháng, năm sinh: 02/11/2026',
    ],
    hasSeal: false,
  },
  {
    name: 'marriage-certificate',
    tiltDegrees: 0.1,
    title: 'GIẤY CHỨNG NHẬN KẾT HÔN',
    lines: [
      'Họ, chữ đệm, tên vợ: NGUYỄN THỊ MẪU',
      'Ngày, tháng, năm sinh: 05/09/1996',
      'Họ, chữ đệm, tên chồng: NGUYỄN VĂN AN',
      'Ngày, tháng, năm sinh: 10/02/1995',
      'Nơi đăng ký kết hôn: Ủy ban nhân dân xã Chư Păh',
      'Ngày, tháng, năm đăng ký: 15/03/2024',
    ],
    hasSeal: true,
  },
];

/** The paper as SVG, A4 at 200 dpi; it says of itself that it is a sample. */
export function drawPaper(sample: Paper): string {
  const lines = sample.lines
    .map((line, i) => `<text x="200" y="${880 + i * 120}" font-size="46">${line}</text>`)
    .join('');
  const seal = sample.hasSeal
    ? '<g fill="none" stroke="#c4262e" opacity="0.8"><circle cx="1180" cy="2010" r="170" stroke-width="10"/><circle cx="1180" cy="2010" r="120" stroke-width="5"/></g>'
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">
<rect width="100%" height="100%" fill="#e9e6df"/>
<g transform="rotate(${sample.tiltDegrees} ${widthPx / 2} ${heightPx / 2})">
<rect x="14" y="14" width="${widthPx - 28}" height="${heightPx - 28}" fill="#fbf9f3"/>
<g font-family="Noto Serif, DejaVu Serif, serif" fill="#20232a">
<text x="50%" y="210" font-size="44" font-weight="bold" text-anchor="middle">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</text>
<text x="50%" y="280" font-size="42" text-anchor="middle">Độc lập - Tự do - Hạnh phúc</text>
<text x="50%" y="560" font-size="72" font-weight="bold" text-anchor="middle">${sample.title}</text>
<text x="50%" y="650" font-size="38" text-anchor="middle" fill="#7a3b00">(GIẤY MẪU – NGƯỜI VÀ SỐ LIỆU ĐỀU GIẢ ĐỊNH)</text>
${lines}
<text x="1180" y="1800" font-size="42" text-anchor="middle">Ngày 20 tháng 11 năm 2026</text>
</g>${seal}</g></svg>`;
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  for (const sample of samples) {
    const noise = await sharp({
      create: {
        width: widthPx,
        height: heightPx,
        channels: 3,
        background: '#808080',
        noise: { type: 'gaussian', mean: 128, sigma: 5 },
      },
    })
      .png()
      .toBuffer();
    await sharp(Buffer.from(drawPaper(sample)))
      .flatten()
      .composite([{ input: noise, blend: 'soft-light' }])
      .jpeg({ quality: 62 })
      .withMetadata({ density: 200 })
      .toFile(path.join(folder, `${sample.name}.jpg`));
  }
  // The same paper, laid down while the lamp already moved: what the kiosk must not take in unseen.
  await sharp(path.join(folder, 'birth-notice.jpg'))
    .blur(9)
    .jpeg({ quality: 62 })
    .withMetadata({ density: 200 })
    .toFile(path.join(folder, 'blurred.jpg'));
}
