import { type CoreClient, defaultReading } from '../../shared/contract/index.ts';
import type { Hands, Look } from './birth-journey.ts';
import { fillDraft } from './papers-kiosk.ts';
import { demoOfficer } from './staff-kiosk.ts';

/** A visit whose form is filled, at one question of it; what a person does with it is touched from here on. */
export async function openFilledForm(client: CoreClient): Promise<string> {
  await client.session.begin({ reading: defaultReading });
  const { draftId } = await client.drafts.open({ procedureCode: '1.001193' });
  await fillDraft(client, draftId);
  const { revision } = await client.drafts.review({ draftId });
  await client.drafts.answer({ draftId, fieldPath: 'copies_count', value: 5, revision });
  await client.session.go({ place: '/fill/father/father-residence:detail' });
  return draftId;
}

/** A citizen stuck at a question calls; an officer signs in, corrects two answers and hands back; the citizen agrees. */
export async function helpAtForm(hands: Hands, look: Look = async () => {}): Promise<void> {
  const { asked, press, next, type, sees, seesNot } = hands;
  await asked('Số nhà, đường, thôn hoặc tổ');
  await press('Gọi cán bộ');
  await sees('Quầy số 1, đang điền tờ khai');
  await look('the call');
  await press('Cán bộ đăng nhập');
  await asked('Cán bộ nào đăng nhập?');
  await press(demoOfficer.name);
  await asked(`Nhập mã PIN của ${demoOfficer.name}`);
  await look('the PIN');
  for (const digit of demoOfficer.pin) await press(new RegExp(`^${digit}$`));

  // The same draft at the same step, under the officer's name.
  await asked('Số nhà, đường, thôn hoặc tổ');
  await sees(`Cán bộ ${demoOfficer.name} đang làm việc trên máy`);
  await type('a');
  await next();
  // What the citizen said here is right, and stays the citizen's.
  await asked('Ông/Bà có cần thêm bản sao không?');
  await next();
  await asked('Cần bao nhiêu bản sao?');
  await type('{Xoá hết}2');
  await look('the officer’s hand');
  // What was typed a moment ago is the officer's as well.
  await press('Trả máy cho Ông/Bà');
  await seesNot(demoOfficer.name);

  for (const title of [
    'Cần bao nhiêu bản sao?',
    'Cam đoan nội dung khai đúng sự thật',
    'Chữ ký của Ông/Bà',
  ]) {
    await asked(title);
    await next();
  }
  await asked('Xin Ông/Bà xem lại tờ khai');
  await sees('Cán bộ đã điền giúp 2 chỗ');
  await sees('“Cán bộ điền giúp”: Cha đang ở đâu?; Cần bao nhiêu bản sao?.');
  await look('the marks');
  // They lie below the edge: nobody agrees to what was not before their eyes.
  await press(/^Xem chỗ cán bộ làm \(còn 2\)/);
  await press('Tôi đồng ý với những chỗ cán bộ đã điền');
  await asked('Tờ khai đã điền xong');
}
