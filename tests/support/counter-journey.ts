import { type CoreClient, defaultReading, type KioskEvent } from '../../shared/contract/index.ts';
import type { ReferencePortal } from '../portal/reference-portal.ts';
import type { Hands, Look } from './birth-journey.ts';
import { handInPaid, paidProcedure } from './fees-kiosk.ts';
import { refuseOnce } from './portal-world.ts';
import { demoOfficer } from './staff-kiosk.ts';
import { handIn, showCard } from './tracking-kiosk.ts';

const lookAway: Look = async () => {};

/** Why the portal refuses what `handInRefused` hands in. */
export const refusalReason = 'Số định danh không khớp với cơ sở dữ liệu dân cư.';

/** Nguyễn Văn An hands in a birth registration, which the portal refuses once, and goes. */
export async function handInRefused(client: CoreClient, portal: ReferencePortal): Promise<string> {
  await refuseOnce(portal, refusalReason);
  await client.session.begin({ reading: defaultReading });
  const { draftId } = await client.drafts.open({ procedureCode: '1.001193' });
  await handIn(client, draftId);
  for await (const event of (await client.system.events()) as AsyncIterable<KioskEvent>) {
    if (event.kind === 'queue' && event.needsStaff === 1) break;
  }
  await client.session.end();
  return draftId;
}

/** Nguyễn Văn An hands in two requests for copies, 8.000 đ each, and stands before the receipt of the first. */
export async function handInTwoFees(client: CoreClient): Promise<readonly [first: string, second: string]> {
  await client.session.begin({ reading: defaultReading });
  await showCard(client);
  const handInOne = async (): Promise<string> => {
    const { draftId } = await client.drafts.open({ procedureCode: paidProcedure });
    await handInPaid(client, draftId);
    return draftId;
  };
  const both = [await handInOne(), await handInOne()] as const;
  await client.session.go({ place: `/done/${both[0]}` });
  return both;
}

/** An officer signs in over whatever the screen shows. */
export async function signInAtScreen({ press, sees }: Hands): Promise<void> {
  await press('Gọi cán bộ');
  await press('Cán bộ đăng nhập');
  await press(demoOfficer.name);
  for (const digit of demoOfficer.pin) await press(new RegExp(`^${digit}$`));
  await sees(`Cán bộ ${demoOfficer.name} đang làm việc trên máy`);
}

/** From the receipt: the whole fee by VietQR; `pay` is the citizen's bank. */
export async function payByCode(hands: Hands, pay: () => void, look: Look = lookAway): Promise<void> {
  const { press, asked, sees } = hands;
  await sees('Phí: 8.000 đ, chưa trả');
  await press('Trả phí');
  await asked('Phí của hồ sơ');
  await press(/^Chuyển khoản bằng mã VietQR/);
  await asked('Quét mã để trả 8.000 đ');
  await sees('VietinBank');
  await sees('Chưa nhận được tiền');
  await look('the code');
  await press('Tôi đã chuyển tiền');
  await sees('Đang chờ ngân hàng báo đã nhận tiền');
  pay();
  await sees('Đã nhận đủ tiền');
  await press('Xong');
  await sees('Phí: đã nhận đủ 8.000 đ');
}

/** From the staff's home: what a fee still lacks is taken in cash. `given` is typed key by key. */
export async function takeCash(
  hands: Hands,
  cash: { readonly row: RegExp; readonly given: string; readonly back: string },
  look: Look = lookAway,
): Promise<void> {
  const { press, asked, sees, type } = hands;
  await press(/^Thu phí/);
  await asked('Thu phí');
  await press(cash.row);
  await sees('Còn thiếu');
  await look('what is owed');
  await press('Thu tiền mặt');
  await asked('Thu bao nhiêu đồng?');
  await press('Tiếp tục');
  await asked('Người nộp đưa bao nhiêu đồng?');
  await type(`{Xoá hết}${cash.given}`);
  await press('Ghi sổ');
  await sees(`Đã thu. Thối lại ${cash.back} đ.`);
  await sees('Đã thu đủ');
  await look('what was taken');
}

/** From the staff's home: the refused dossier is found, one answer is put right, and it is sent again. */
export async function correctRefused(hands: Hands): Promise<void> {
  const { press, asked, sees, choose, next } = hands;
  await press(/^Hồ sơ tại quầy/);
  await asked('Hồ sơ tại quầy');
  await press(/Nguyễn Văn An.*Cần cán bộ xử lý/);
  await asked('Nguyễn Văn An');
  await sees(refusalReason);
  await press('Việc có thể làm');
  await press(/^Sửa và gửi lại/);
  await asked('Xin Ông/Bà xem lại tờ khai');
  await press(/^Ông\/Bà có cần thêm bản sao không\?/);
  await asked('Ông/Bà có cần thêm bản sao không?');
  await choose('Không');
  await next();
  for (const title of ['Cam đoan nội dung khai đúng sự thật', 'Chữ ký của Ông/Bà']) {
    await asked(title);
    await next();
  }
  await asked('Xin Ông/Bà xem lại tờ khai');
  await press('Tờ khai đã đúng');
  await press('Tiếp tục: giấy tờ');
  await asked('Giấy tờ của hồ sơ');
  await press(/^Tiếp tục$/);
  await asked('Kiểm tra hồ sơ đã sửa');
  await press('Gửi lại hồ sơ đã sửa');
  await asked(`Chào ${demoOfficer.name}`);
}
