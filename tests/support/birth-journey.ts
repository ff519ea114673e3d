import assert from 'node:assert/strict';
import type { Filler } from './form-filling.ts';

/** A person who fills a form by touch in either shell, and what they see there. */
export interface Hands extends Filler {
  /** Waits until this is read somewhere on the screen. */
  sees(text: string): Promise<void>;
  seesNot(text: string): Promise<void>;
  /** The field on the screen holds exactly this. */
  holds(text: string): Promise<void>;
  /** Touches what begins with this. */
  chooseBeginning(text: string): Promise<void>;
  /** Draws into the frame for signatures. */
  sign(): Promise<void>;
}

/** Called at each kind of screen on the way. */
export type Look = (what: string) => Promise<void>;

const lookAway: Look = async () => {};

/** DD/MM/YYYY of ten days ago: a child that can be registered whatever day the machine has. */
export const bornOn = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(
  Date.now() - 10 * 24 * 3_600_000,
);

/** From the first question to the first word of the child's name: by accent keys, then by Telex. */
export async function fillUntilChild(hands: Hands, look: Look = lookAway): Promise<void> {
  const { asked, type, choose, press, next, telex, sees } = hands;
  await next();
  await sees('Xin Ông/Bà chọn một dòng.');
  await look('a choice with its fault');
  await choose('Cho tôi hoặc người trong nhà tôi');
  await next();
  await asked('Họ và tên của Ông/Bà');
  await type('nguyen{Mũ}{Ngã}');
  await next();
  await sees('Họ tên chỉ có một chữ');
  await look('a name with its warning');
  await type(' thi{Nặng} hoang{Huyền} anh{Sắc}');
  await next();
  await asked('Ngày sinh của Ông/Bà');
  await look('a day');
  await type('15031998');
  await next();
  await asked('Số điện thoại của Ông/Bà');
  await type('0905123456');
  await next();
  await asked('Nơi Ông/Bà đang ở');
  await look('a commune');
  await press('Chọn theo tỉnh');
  await look('the provinces');
  await press('Quay lại tìm theo tên');
  await type('nghia hoa');
  await press(/^Xã Chư Păh .*Nghĩa Hòa.*tên cũ/);
  await next();
  await asked('Số nhà, đường, thôn hoặc tổ');
  await type('lang{Huyền} kenh{Mũ}');
  await next();
  await asked('Giấy tờ tùy thân của Ông/Bà');
  await choose('Thẻ căn cước');
  await next();
  await asked('Số giấy tờ');
  await type('064198000456');
  await next();
  await asked('Nơi cấp');
  await press(/Bộ Công an/);
  await next();
  await asked('Ngày cấp');
  await type('12032025');
  await next();
  await asked('Ông/Bà là gì của người được khai sinh?');
  await choose('Mẹ');
  await next();
  await asked('Họ, chữ đệm và tên của trẻ');
  await telex();
  await type('traanf');
  await sees('Đã lưu trên máy này');
}

/** From the first word of the child's name, which must still be there, to the printed form. */
export async function fillFromChild(hands: Hands, look: Look = lookAway): Promise<void> {
  const { asked, type, choose, press, next, telex, sees, seesNot, holds } = hands;
  await asked('Họ, chữ đệm và tên của trẻ');
  await holds('Trần');
  await telex();
  await type(' binhf an');
  await next();
  await asked('Trẻ sinh ngày nào?');
  await type(bornOn.replaceAll('/', ''));
  await next();
  await asked('Giới tính');
  await choose('Nam');
  await next();
  await asked('Dân tộc');
  await choose('Kinh');
  await next();
  await asked('Quốc tịch');
  await choose('Việt Nam');
  await next();
  await asked('Trẻ sinh ở đâu?');
  await press(/Trung tâm Y tế huyện Chư Păh/);
  await next();
  await asked('Ở xã, phường nào?');
  await next();
  await asked('Quê quán của trẻ');
  await press(/^Xã Chư Păh/);
  await next();
  await asked('Số nhà, đường, thôn hoặc tổ');
  await next(); // asks to look again, because a house number is missing
  await sees('Chưa có số nhà');
  await next();
  await asked('Họ và tên mẹ');
  await holds('Nguyễn Thị Hoàng Ánh');
  // Filled in by the kiosk and marked so; corrected like everything else, and no longer the kiosk's then.
  await sees('Máy điền sẵn từ câu trước');
  await press('Xoá chữ bên trái con trỏ');
  await seesNot('Máy điền sẵn từ câu trước');
  await type('h');
  await next();
  await asked('Ngày sinh hoặc năm sinh của mẹ');
  await next();
  await asked('Dân tộc của mẹ');
  await next();
  await asked('Quốc tịch của mẹ');
  await next();
  await asked('Mẹ đang ở đâu?');
  await next();
  await asked('Số nhà, đường, thôn hoặc tổ');
  await next();
  await asked('Họ và tên cha');
  await type('traanf vawn tams');
  await next();
  await asked('Ngày sinh hoặc năm sinh của cha');
  await choose('Chỉ nhớ năm');
  await type('1996');
  await next();
  await asked('Dân tộc của cha');
  await next();
  await asked('Quốc tịch của cha');
  await next();
  await asked('Cha đang ở đâu?');
  await next();
  await asked('Ông/Bà có cần thêm bản sao không?');
  await choose('Có');
  await next();
  await asked('Cần bao nhiêu bản sao?');
  await type('2');
  await next();
  await asked('Cam đoan nội dung khai đúng sự thật');
  await next();
  await sees('Xin Ông/Bà đọc và chạm vào ô cam đoan.');
  await hands.chooseBeginning('Tôi cam đoan nội dung');
  await next();
  await asked('Chữ ký của Ông/Bà');
  await hands.sign();
  await next();
  await asked('Xin Ông/Bà xem lại tờ khai');
  await look('the review');
  await press('Tờ khai đã đúng');
  await asked('Tờ khai đã điền xong');
  await look('the end');
  await sees('Hồ sơ chưa được nộp');
  await press('In tờ khai');
  await sees('Đã in xong');
}

/** The paper says what was typed. */
export function expectBirthOnPaper(paper: string): void {
  for (const line of [
    'Họ, chữ đệm, tên người yêu cầu: Nguyễn Thị Hoàng Ánh',
    'Làng kênh, xã Chư Păh, tỉnh Gia Lai',
    'Thẻ căn cước số 064198000456, nơi cấp Bộ Công an, ngày cấp 12/03/2025',
    'Quan hệ với người được khai sinh: Mẹ',
    'Họ, chữ đệm, tên: Trần Bình An',
    bornOn,
    'Trung tâm Y tế huyện Chư Păh',
    'Họ, chữ đệm, tên người mẹ: Nguyễn Thị Hoàng Ánh',
    'Họ, chữ đệm, tên người cha: Trần Văn Tám',
    '1996',
  ]) {
    assert.ok(paper.includes(line), `the form says “${line}”: ${paper}`);
  }
}
