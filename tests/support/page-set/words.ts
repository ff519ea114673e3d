import { pick, type Random } from './random.ts';

/** Synthetic sentences of the kind that stand in papers of a commune's office; nobody named here exists. */
const sentences = [
  'Kính gửi: Ủy ban nhân dân xã Chư Păh, tỉnh Gia Lai.',
  'Họ, chữ đệm và tên người yêu cầu: Nguyễn Văn An, sinh ngày 10 tháng 02 năm 2003.',
  'Nơi cư trú: Thôn 1, xã Chư Păh, tỉnh Gia Lai; điện thoại liên hệ: 0900 000 123.',
  'Căn cứ Luật Hộ tịch và các văn bản hướng dẫn thi hành, tôi đề nghị cơ quan đăng ký khai sinh cho người dưới đây.',
  'Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật về cam đoan của mình.',
  'Sau khi xem xét hồ sơ và ý kiến của các bên liên quan, Ủy ban nhân dân xã thống nhất giải quyết như sau.',
  'Thửa đất số 125, tờ bản đồ số 17, diện tích 350,5 mét vuông, mục đích sử dụng: đất ở tại nông thôn.',
  'Người làm chứng xác nhận đã chứng kiến việc giao nhận giấy tờ giữa hai bên vào hồi 09 giờ 30 phút cùng ngày.',
  'Giấy này được lập thành hai bản có giá trị như nhau, mỗi bên giữ một bản để thực hiện.',
  'Hộ gia đình có năm nhân khẩu, trong đó có hai người đang trong độ tuổi lao động và ba cháu nhỏ còn đi học.',
  'Đề nghị quý cơ quan xem xét, tạo điều kiện giúp đỡ để gia đình sớm ổn định cuộc sống và sản xuất.',
  'Quyết định này có hiệu lực kể từ ngày ký; các bộ phận chuyên môn và ông, bà có tên nêu trên chịu trách nhiệm thi hành.',
  'Trường hợp hồ sơ chưa đầy đủ, người nộp bổ sung trong thời hạn năm ngày làm việc kể từ ngày nhận được thông báo.',
  'Số định danh cá nhân: 064203000123, cấp ngày 15 tháng 4 năm 2021.',
  'Cháu được sinh tại Trung tâm Y tế huyện lúc 04 giờ 15 phút, cân nặng 3,2 ki-lô-gam, sức khỏe bình thường.',
  'Bên chuyển nhượng đã nhận đủ số tiền và bàn giao toàn bộ giấy tờ gốc cho bên nhận chuyển nhượng.',
] as const;

const titles = [
  'TỜ KHAI ĐĂNG KÝ KHAI SINH',
  'ĐƠN ĐỀ NGHỊ XÁC NHẬN',
  'GIẤY CHỨNG NHẬN KẾT HÔN',
  'BIÊN BẢN LÀM VIỆC',
  'HỢP ĐỒNG CHUYỂN NHƯỢNG',
  'GIẤY ỦY QUYỀN',
] as const;

const labels = [
  'Họ, chữ đệm và tên',
  'Ngày, tháng, năm sinh',
  'Giới tính',
  'Dân tộc',
  'Quốc tịch',
  'Nơi sinh',
  'Quê quán',
  'Nơi thường trú',
  'Số định danh cá nhân',
  'Nghề nghiệp',
  'Quan hệ với chủ hộ',
  'Lý do đề nghị',
] as const;

export const sentence = (random: Random): string => pick(random, sentences);
export const title = (random: Random): string => pick(random, titles);
export const label = (random: Random): string => pick(random, labels);

/** Running text broken into lines of about `perLine` letters; the last line is short, as in any paragraph. */
export function paragraph(random: Random, lines: number, perLine: number): readonly string[] {
  const result: string[] = [];
  let line = '';
  while (result.length < lines) {
    for (const word of sentence(random).split(' ')) {
      if (line.length + word.length + 1 > perLine) {
        result.push(line);
        line = '';
      }
      line = line === '' ? word : `${line} ${word}`;
      if (result.length === lines) break;
    }
  }
  const last = result.at(-1) ?? '';
  return [
    ...result.slice(0, -1),
    last.slice(0, Math.max(8, Math.floor(last.length * (0.3 + random() * 0.6)))),
  ];
}
