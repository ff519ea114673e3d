import assert from 'node:assert/strict';
import type { SamplePaper } from '../../shared/contract/index.ts';
import type { Hands, Look } from './birth-journey.ts';

/** What the dock of the demo plays, by touch. */
export async function playDock(hands: Hands, play: string): Promise<void> {
  await hands.press('Bản chạy thử');
  await hands.press(play);
  await hands.press('Thu gọn');
}

/** Lays a paper of the demo where the kiosk's scanner takes it from. */
export type LayPaper = (paper: SamplePaper) => Promise<void>;

const paperOfDock: Partial<Record<SamplePaper, string>> = {
  'birth-notice': 'Giấy chứng sinh',
  blurred: 'Giấy bị mờ',
};

/** Papers that the demo's dock lays, by touch. */
export function layByDock(hands: Hands): LayPaper {
  return async (paper) => {
    const name = paperOfDock[paper];
    assert.ok(name !== undefined, `the dock lays ${paper}`);
    await playDock(hands, name);
  };
}

/**
 * From the finished form of a birth registration to the code on the screen, by touch: the plain questions, one paper from
 * the scanner, the result here, one last look. The first paper is blurred, and scanned again.
 */
export async function submitBirth(hands: Hands, lay: LayPaper, look: Look = async () => {}): Promise<void> {
  const { asked, press, sees } = hands;
  await press('Tiếp tục: giấy tờ');
  await asked('Ông/Bà làm thay cho cha, mẹ của trẻ?');
  await press(/^Không$/);
  await asked('Trẻ bị bỏ rơi, hoặc sinh ra do mang thai hộ?');
  await press(/^Không$/);
  await asked('Nơi ở của Ông/Bà ghi trên ứng dụng VNeID có đúng không?');
  await press(/^Có$/);
  await asked('Giấy tờ của hồ sơ');
  await look('the papers');
  await press('Giấy tờ tiếp theo');
  await asked('Giấy chứng sinh');
  await press('Quét giấy tờ này');
  await sees('Xin đặt giấy vào máy quét');
  await lay('blurred');
  await sees('Trang này nên quét lại.');
  await lay('birth-notice');
  await press('Quét lại trang này');
  await sees('Trang này rõ.');
  await press('Xong giấy tờ');
  await sees('Giấy tờ đã đủ');
  await press('Tiếp tục');
  await asked('Ông/Bà muốn nhận kết quả ở đâu?');
  await press(/^Nhận tại đây/);
  await asked('Xin Ông/Bà kiểm tra lần cuối');
  await sees('sẵn sàng nộp');
  await look('the last look');
  await press('Nộp hồ sơ');
  await asked('Đã nhận hồ sơ của Ông/Bà');
  await sees('Giấy hẹn đã in xong');
}

/** The receipt of `submitBirth`: form 01 with every part of FACTS 6 that such a dossier has. */
export function expectReceipt(paper: string): void {
  for (const part of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    'Liên 1: Lưu',
    'Liên 2: Giao khách hàng',
    'Tiếp nhận hồ sơ của',
    'Nguyễn Thị Hoàng Ánh',
    'Địa chỉ',
    'Số điện thoại',
    'Nội dung yêu cầu giải quyết',
    'Thành phần hồ sơ nộp gồm',
    'Giấy chứng sinh',
    'Số lượng hồ sơ',
    'Thời gian giải quyết hồ sơ theo quy định',
    'Thời gian nhận hồ sơ',
    'Thời gian trả kết quả',
    'Đăng ký nhận kết quả tại',
    'Vào Sổ theo dõi hồ sơ',
    'NGƯỜI NỘP',
    'NGƯỜI TIẾP NHẬN',
  ]) {
    assert.ok(paper.includes(part), `the receipt says “${part}”: ${paper}`);
  }
}
