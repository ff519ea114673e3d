import { bornOn } from '../support/birth-journey.ts';
import { motherCard } from './people.ts';
import type { Answer, Person } from './person.ts';
import type { World } from './world.ts';

/** What the card does not say of a mother who registers her child. */
const answers: Readonly<Record<string, Answer>> = {
  'Ông/Bà nộp hồ sơ cho ai?': (person) => person.choose('Cho tôi hoặc người trong nhà tôi'),
  'Số điện thoại của Ông/Bà': (person) => person.type('0905123456'),
  'Ông/Bà là gì của người được khai sinh?': (person) => person.choose('Mẹ'),
  async 'Họ, chữ đệm và tên của trẻ'(person) {
    await person.telex();
    await person.type('traanf binhf an');
  },
  'Trẻ sinh ngày nào?': (person) => person.type(bornOn.replaceAll('/', '')),
  'Giới tính': (person) => person.choose('Nam'),
  'Dân tộc': (person) => person.choose('Kinh'),
  'Quốc tịch': (person) => person.choose('Việt Nam'),
  'Trẻ sinh ở đâu?': (person) => person.press(/Trung tâm Y tế huyện Chư Păh/),
  'Quê quán của trẻ': (person) => person.press(/^Xã Chư Păh/),
  'Họ và tên cha': (person) => person.type('traanf vawn tams'),
  async 'Ngày sinh hoặc năm sinh của cha'(person) {
    await person.choose('Chỉ nhớ năm');
    await person.type('1996');
  },
  'Ông/Bà có cần thêm bản sao không?': (person) => person.choose('Không'),
  'Cam đoan nội dung khai đúng sự thật': (person) => person.chooseBeginning('Tôi cam đoan'),
  'Chữ ký của Ông/Bà': (person) => person.sign(),
};

/** From the first touch to the filled form. */
export async function fillBirth(world: World, person: Person): Promise<void> {
  const { asked, press } = person;
  await press('Chạm để bắt đầu');
  await press(/Tìm hiểu thủ tục/);
  await press(/^Làm giấy khai sinh cho trẻ/);
  await press(/^Điền tờ khai/);
  await press('Tôi đã đọc');
  await asked('Xin đưa thẻ căn cước vào đầu đọc');
  await person.withHands(() => world.kiosk.show(motherCard));
  await press('Đúng là tôi');
  await asked('Ông/Bà nộp hồ sơ cho ai?');
  await person.answer(answers, 'Xin Ông/Bà xem lại tờ khai');
  await press('Tờ khai đã đúng');
  await asked('Tờ khai đã điền xong');
}

/** The papers: the first picture is blurred, and the kiosk does not take it. */
export async function scanBirth(world: World, person: Person): Promise<void> {
  const { asked, press, sees } = person;
  await press('Tiếp tục: giấy tờ');
  await asked('Ông/Bà làm thay cho cha, mẹ của trẻ?');
  await press(/^Không$/);
  await asked('Trẻ bị bỏ rơi, hoặc sinh ra do mang thai hộ?');
  await press(/^Không$/);
  await asked('Nơi ở của Ông/Bà ghi trên ứng dụng VNeID có đúng không?');
  await press(/^Có$/);
  await asked('Giấy tờ của hồ sơ');
  await press('Giấy tờ tiếp theo');
  await asked('Giấy chứng sinh');
  await person.withHands(() => world.glass.lay('blurred'));
  await press('Quét giấy tờ này');
  await sees('Trang này nên quét lại.');
  await person.withHands(() => world.glass.lay('birth-notice'));
  await press('Quét lại trang này');
  await sees('Trang này rõ.');
  await press('Xong giấy tờ');
  await sees('Giấy tờ đã đủ');
  await press('Tiếp tục');
}

/** From the papers to the last look before handing in. */
export async function chooseDelivery(person: Person): Promise<void> {
  const { asked, press, sees } = person;
  await asked('Ông/Bà muốn nhận kết quả ở đâu?');
  await press(/^Nhận tại đây/);
  await asked('Xin Ông/Bà kiểm tra lần cuối');
  await sees('sẵn sàng nộp');
}

/** Hands in, and waits for the paper. */
export async function handIn(person: Person): Promise<void> {
  await person.press('Nộp hồ sơ');
  await person.asked('Đã nhận hồ sơ của Ông/Bà');
  await person.sees('Giấy hẹn đã in xong');
}
