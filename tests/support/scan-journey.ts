import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CoreClient, SamplePaper } from '../../shared/contract/index.ts';
import { defaultReading } from '../../shared/contract/reading.ts';
import type { SimulatedEscl } from '../simulators/escl.ts';
import type { Hands } from './birth-journey.ts';

const samples = path.resolve(import.meta.dirname, '../../resources/devices/scanners/samples');
const sheet = (paper: SamplePaper): Buffer => readFileSync(path.join(samples, `${paper}.jpg`));

/** A birth registration whose form is open and whose papers are next. */
export async function beginPapers(client: CoreClient): Promise<void> {
  await client.session.begin({ reading: defaultReading });
  await client.drafts.open({ procedureCode: '1.001193' });
  await client.session.go({ place: '/scan' });
}

/**
 * Three papers from a network scanner by touch: of the first the second sheet sticks, the second paper is blurred and
 * scanned again, the third is good. `look` is called at the list and at the doubtful page.
 */
export async function scanThreePapers(
  hands: Pick<Hands, 'asked' | 'press' | 'sees'>,
  scanner: SimulatedEscl,
  look: () => Promise<void> = async () => {},
): Promise<void> {
  const { asked, press, sees } = hands;
  await asked('Ông/Bà làm thay cho cha, mẹ của trẻ?');
  await press(/^Có$/);
  await asked('Trẻ bị bỏ rơi, hoặc sinh ra do mang thai hộ?');
  await press(/^Có$/);
  await asked('Nơi ở của Ông/Bà ghi trên ứng dụng VNeID có đúng không?');
  await press(/^Có$/);
  await asked('Giấy tờ của hồ sơ');
  await sees('Còn 4 giấy tờ');
  await look();
  await press('Giấy tờ tiếp theo');
  await press('Tôi không thuộc trường hợp này');

  await sees('Văn bản ủy quyền');
  scanner.load([sheet('declaration'), sheet('birth-notice'), sheet('marriage-certificate')]);
  scanner.plan(2, { kind: 'jam' });
  await press('Quét giấy tờ này');
  await sees('Máy quét đã dừng');
  await sees('Đã lưu an toàn 1 trang');
  await sees('Giấy bị kẹt');
  // The third sheet still lies in the feeder; the one that stuck is laid behind it.
  scanner.clear();
  scanner.load([sheet('birth-notice')]);
  await press('Quét tiếp');
  await press(/^Trang 3 trong 3/);
  await sees('Trang này rõ.');
  await press('Giấy tờ tiếp');

  await sees('mang thai hộ');
  scanner.load([sheet('blurred')]);
  await press('Quét giấy tờ này');
  await sees('Trang này nên quét lại.');
  await sees('Chữ trên trang bị mờ, khó đọc.');
  await look();
  scanner.load([sheet('birth-notice')]);
  await press('Quét lại trang này');
  await sees('Trang này rõ.');
  await press('Giấy tờ tiếp');

  await asked('Giấy chứng sinh');
  scanner.load([sheet('birth-notice')]);
  await press('Quét giấy tờ này');
  await sees('Trang này rõ.');
  await press('Xong giấy tờ');
  await sees('Giấy tờ đã đủ');
}

/** Pages that the core keeps, by paper. */
export async function pagesOf(client: CoreClient): Promise<Readonly<Record<string, number>>> {
  const draft = await client.drafts.current();
  const { papers } = await client.papers.state({ draftId: draft?.draftId ?? '' });
  return Object.fromEntries(
    papers.filter(({ kind }) => kind === 'scan').map(({ componentId, pages }) => [componentId, pages.length]),
  );
}
