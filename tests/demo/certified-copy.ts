import { motherCard } from './people.ts';
import type { Answer, Person } from './person.ts';
import type { World } from './world.ts';

const papersQuestion = 'Ông/Bà cần chứng thực giấy tờ nào?';

const answers: Readonly<Record<string, Answer>> = {
  'Ông/Bà nộp hồ sơ cho ai?': (person) => person.choose('Cho tôi hoặc người trong nhà tôi'),
  'Số điện thoại của Ông/Bà': (person) => person.type('0905123456'),
  async [papersQuestion](person) {
    const { asked, choose, next, press, type } = person;
    await press('Thêm một mục');
    await asked('Giấy gì?');
    await choose('Thẻ căn cước');
    await next();
    await asked('Giấy viết bằng tiếng gì?');
    await choose('Tiếng Việt');
    await next();
    await asked('Bản chính mấy trang?');
    await type('2');
    await next();
    await asked('Cần mấy bản?');
    await type('3');
    await next();
    await asked(papersQuestion);
  },
  'Ông/Bà có mang bản phô tô không?': (person) => person.choose('Không'),
  'Cam đoan nội dung khai đúng sự thật': (person) => person.chooseBeginning('Tôi cam đoan'),
  'Chữ ký của Ông/Bà': (person) => person.sign(),
};

/**
 * Three certified copies of one's own card: from the first touch to the receipt in the hand, by somebody who knows the way. The person
 * is not slowed down by anything but the kiosk.
 */
export async function walkCertifiedCopy(world: World, person: Person): Promise<void> {
  const { asked, press, sees } = person;
  await press('Chạm để bắt đầu');
  await press(/Tìm hiểu thủ tục/);
  await press(/^Chứng thực bản sao/);
  await press(/^Điền tờ khai/);
  await press('Tôi đã đọc');
  await asked('Xin đưa thẻ căn cước vào đầu đọc');
  await person.withHands(() => world.kiosk.show(motherCard));
  await press('Đúng là tôi');
  await asked('Ông/Bà nộp hồ sơ cho ai?');
  await person.answer(answers, 'Xin Ông/Bà xem lại tờ khai');
  await press('Tờ khai đã đúng');
  await press('Tiếp tục: giấy tờ');
  await person.withHands(() => world.glass.lay('card'));
  await press('Quét giấy tờ này');
  await sees('Trang này rõ.');
  await press('Xong giấy tờ');
  await asked('Lệ phí của hồ sơ');
  await press(/^Nộp tại quầy khi đến nhận/);
  await asked('Xin Ông/Bà kiểm tra lần cuối');
  await sees('sẵn sàng nộp');
  await press('Nộp hồ sơ');
  await asked('Đã nhận hồ sơ của Ông/Bà');
  await sees('Giấy hẹn đã in xong');
  await press('Kết thúc');
  await person.page.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();
}
