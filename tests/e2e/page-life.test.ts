import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumForTests } from '../support/chromium.ts';
import { type FakeCore, openSession, startFakeCore } from '../support/fake-core.ts';
import { openHeldLink } from '../support/held-link.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(chromiumForTests());
});
afterAll(async () => {
  await browser.close();
});

async function withPage(
  prepare: (core: FakeCore) => void,
  work: (page: Page, core: FakeCore) => Promise<void>,
): Promise<void> {
  const core = await startFakeCore();
  prepare(core);
  const page = await browser.newPage({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  const complaints: string[] = [];
  page.on('console', (message) => {
    // The browser itself reports the refused socket of a sleeping core; everything else is ours.
    if (message.type() === 'error' && !/WebSocket|core-link|503/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  try {
    await page.goto(core.address);
    await work(page, core);
    expect(complaints).toEqual([]);
  } finally {
    await page.close();
    await core.close();
  }
}

const atHome = (core: FakeCore): void => {
  core.state.session = openSession('/home');
};

test('begins a visit with the language chosen before it, and forgets the language after it', async () => {
  await withPage(
    () => {},
    async (page, core) => {
      await page.getByRole('button', { name: 'English' }).tap();
      await page.getByRole('button', { name: 'Touch to begin' }).tap();
      await page.getByRole('heading', { name: 'What do you need?' }).waitFor();
      expect(core.state.session).toMatchObject({ kind: 'open', reading: { language: 'en' } });
      await page.getByRole('button', { name: 'Finish' }).tap();
      await page.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();
      expect(core.calls).toEqual(['session.begin', 'session.end']);
    },
  );
});

test('keeps a touch that came before the core was ready, and begins then', async () => {
  await withPage(
    (core) => {
      core.state.health = { ...core.state.health, phase: { kind: 'starting', step: 'database' } };
    },
    async (page, core) => {
      await page.getByRole('button', { name: 'Chạm để bắt đầu' }).tap();
      await page.getByRole('button', { name: 'Đang chuẩn bị' }).waitFor();
      expect(core.calls).toEqual([]);
      core.state.health = { ...core.state.health, phase: { kind: 'ready' } };
      core.tell();
      await page.getByRole('heading', { name: 'Ông/Bà cần làm gì?' }).waitFor();
      expect(core.calls).toEqual(['session.begin']);
    },
  );
});

test('keeps an officer’s press that came before the core was ready, and opens the staff’s door then', async () => {
  await withPage(
    (core) => {
      core.state.health = { ...core.state.health, phase: { kind: 'starting', step: 'database' } };
    },
    async (page, core) => {
      await page.getByRole('button', { name: 'Gọi cán bộ' }).tap();
      await page.getByRole('button', { name: 'Cán bộ đăng nhập' }).tap();
      await page.getByRole('button', { name: 'Đang chuẩn bị' }).waitFor();
      core.state.health = { ...core.state.health, phase: { kind: 'ready' } };
      core.tell();
      await page.getByRole('heading', { name: 'Lập tài khoản trưởng bộ phận' }).waitFor();
    },
  );
});

test('comes back to the same step after the core restarted', async () => {
  await withPage(
    (core) => {
      core.state.session = openSession('/guide');
    },
    async (page, core) => {
      await page.getByRole('heading', { name: 'Cách dùng quầy' }).waitFor();
      core.sleep();
      await page.getByRole('dialog', { name: 'Máy đang tự khởi động lại phần xử lý' }).waitFor();
      core.wake();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Quay lại' }).tap();
      await page.getByRole('heading', { name: 'Ông/Bà cần làm gì?' }).waitFor();
      expect(core.calls).toEqual(['session.go /home']);
    },
  );
});

test('asks whether somebody is still there, and shows the number only at the end', async () => {
  await withPage(atHome, async (page, core) => {
    await page.getByRole('heading', { name: 'Ông/Bà cần làm gì?' }).waitFor();
    core.state.session = openSession('/home', { idleQuestion: { answerWithinMs: 30_000 } });
    core.tell();
    const question = page.getByRole('alertdialog', { name: 'Ông/Bà vẫn ở đây chứ?' });
    await question.waitFor();
    expect(await question.textContent()).not.toContain('giây');
    core.state.session = openSession('/home', { idleQuestion: { answerWithinMs: 9_000 } });
    core.tell();
    await question.getByText('Tự kết thúc sau 9 giây').waitFor();
    await question.getByRole('button', { name: 'Tôi vẫn ở đây' }).tap();
    await question.waitFor({ state: 'detached' });
  });
});

test('an old place that no journey serves leads home', async () => {
  await withPage(
    (core) => {
      core.state.session = openSession('/retired/step');
    },
    async (page) => {
      await page.getByRole('heading', { name: 'Ông/Bà cần làm gì?' }).waitFor();
    },
  );
});

test('keeps nothing in the browser', async () => {
  await withPage(atHome, async (page) => {
    await page.getByRole('button', { name: 'Tương phản' }).tap();
    await page.locator("html[data-contrast='high']").waitFor();
    expect(await page.evaluate('localStorage.length + sessionStorage.length + document.cookie.length')).toBe(
      0,
    );
    expect(await page.evaluate('indexedDB.databases().then((all) => all.length)')).toBe(0);
  });
});

test('shows every wrong field of the set-up at once, and the core’s refusal at its field', async () => {
  await withPage(
    (core) => {
      core.state.health = { ...core.state.health, phase: { kind: 'set-up' } };
      core.state.setUp = {
        saved: false,
        enrolment: 'later',
        enrolmentFault: null,
        errors: [{ path: 'portal.address', message: 'chỉ nhận https' }],
      };
    },
    async (page, core) => {
      const next = page.getByRole('button', { name: 'Tiếp tục' });
      await next.tap();
      await page.getByText('Còn 5 chỗ cần sửa, được đánh dấu bên dưới').waitFor();
      expect(await page.locator('input[aria-invalid=true]').count()).toBe(5);
      await page.getByRole('textbox', { name: 'Tên cơ quan' }).fill('Trung tâm Phục vụ hành chính công');
      await page.getByRole('textbox', { name: 'Xã và tỉnh' }).fill('Xã Chư Păh, tỉnh Gia Lai');
      await page.getByRole('textbox', { name: 'Tên quầy' }).fill('Quầy số 1');
      await page.getByRole('textbox', { name: 'Mã xã' }).fill('23722');
      await page.getByRole('textbox', { name: 'Mã cơ quan' }).fill('H21.15.99');
      await next.tap();
      await page.getByRole('textbox', { name: 'Mã quầy' }).fill('K2');
      await page.getByRole('textbox', { name: 'Địa chỉ Cổng' }).fill('https://cong.example.vn');
      await next.tap();
      await page.getByRole('button', { name: 'Lưu và mở quầy' }).tap();
      await page.getByText('Cần địa chỉ đầy đủ, bắt đầu bằng https://').waitFor();
      expect(core.calls).toEqual(['setUp.save']);
    },
  );
});

test('the dock of the demo plays the network, and production has none', async () => {
  await withPage(
    (core) => {
      core.state.kiosk = { ...core.state.kiosk, profile: 'demo' };
    },
    async (page, core) => {
      await page.getByRole('button', { name: 'Bản chạy thử' }).tap();
      await page.getByRole('button', { name: 'Rút dây mạng' }).tap();
      await page.getByRole('button', { name: 'Rút dây mạng', pressed: true }).waitFor();
      expect(core.calls).toEqual(['dock.play network']);
    },
  );
  await withPage(atHome, async (page) => {
    await page.getByRole('heading', { name: 'Ông/Bà cần làm gì?' }).waitFor();
    expect(await page.getByRole('button', { name: 'Bản chạy thử' }).count()).toBe(0);
  });
});

test('a finger that trembles inside a button presses it, once', async () => {
  await withPage(
    () => {},
    async (page, core) => {
      await touchTrembling(page, 'Chạm để bắt đầu');
      await page.getByRole('heading', { name: 'Ông/Bà cần làm gì?' }).waitFor();
      expect(core.calls).toEqual(['session.begin']);
    },
  );
});

test('a quick press right after a trembling one counts, as at "Tiếp tục" through many questions', async () => {
  await withPage(atHome, async (page) => {
    await page.getByRole('heading', { name: 'Ông/Bà cần làm gì?' }).waitFor();
    await touchTrembling(page, 'English');
    await page.getByRole('button', { name: 'Tiếng Việt' }).tap();
    await page.getByRole('button', { name: 'English' }).waitFor();
  });
});

test('quick presses on the reading tools add up while the core has not answered the first', async () => {
  await withPage(atHome, async (page) => {
    const link = await openHeldLink(page);
    await page.reload();
    await page.getByRole('button', { name: 'Kết thúc' }).waitFor();
    link.hold();
    await page.getByRole('button', { name: /Cỡ chữ/ }).tap();
    await page.getByRole('button', { name: /Cỡ chữ/ }).tap();
    await page.getByRole('button', { name: 'Tương phản' }).tap();
    // Shown without waiting, and still so once everything is answered.
    const shown = page.locator("html[data-text-size='largest'][data-contrast='high']");
    await shown.waitFor();
    link.letGo();
    await page.getByRole('button', { name: 'English' }).tap();
    await page.getByRole('button', { name: 'Tiếng Việt' }).waitFor();
    await shown.waitFor();
  });
});

test('what is touched at the technician’s place stands still: no tile before all that moves it is known', async () => {
  const officer = { accountId: crypto.randomUUID(), name: 'Lê Văn Cường', role: 'technician' } as const;
  const atTechnician = (core: FakeCore): void => {
    core.state.session = openSession('/staff/technician', { officer, role: 'technician', backTo: '/home' });
  };
  await withPage(atTechnician, async (page) => {
    const link = await openHeldLink(page);
    link.hold('/technician/view');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Kỹ thuật' }).waitFor();
    await page.getByRole('button', { name: 'Quay lại' }).waitFor();
    const leave = page.getByRole('button', { name: /^Thoát khỏi kiosk/ });
    expect(await leave.count()).toBe(0);
    link.letGo();
    await leave.waitFor();
  });
});

test('a click that comes late does not answer the question that its press has opened', async () => {
  await withPage(
    (core) => {
      core.state.session = openSession('/scan');
    },
    async (page, core) => {
      await page.getByText('Tờ khai này không còn mở trên máy.').waitFor();
      await touchTrembling(page, 'Kết thúc');
      const question = page.getByRole('dialog');
      await question.waitFor();
      // The browser's click of that touch, on what lies under the finger by now.
      await question
        .getByRole('button')
        .first()
        .evaluate((button) => button.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true })));
      expect(core.calls).not.toContain('session.end');
      await question.getByRole('button').first().tap();
      await page.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();
      expect(core.calls).toContain('session.end');
    },
  );
});

/** Touches a button and moves farther than any browser still calls a tap, so that it makes no click of it. */
async function touchTrembling(page: Page, name: string): Promise<void> {
  const box = await page.getByRole('button', { name }).boundingBox();
  if (box === null) throw new Error('no button');
  const session = await page.context().newCDPSession(page);
  const at = (dx: number, dy: number) => ({ x: box.x + box.width / 2 + dx, y: box.y + box.height / 2 + dy });
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at(0, 0)] });
  await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at(30, 12)] });
  await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at(15, -14)] });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

test('offers the state of a dossier whose receipt is held before a reader, but not in the middle of a form', async () => {
  await withPage(
    (core) => {
      core.state.session = openSession('/fill');
    },
    async (page, core) => {
      // A page that still shows the screen to start from hears no reader yet.
      await page.getByText('Tờ khai này không còn mở trên máy.').waitFor();
      core.tellReceipt('TAM-K2-CDP-2227K');
      const dialog = page.getByRole('dialog', { name: 'Đây là giấy hẹn của một hồ sơ' });
      expect(await dialog.count()).toBe(0);
      core.state.session = openSession('/guide');
      core.tell();
      await dialog.getByText('TAM-K2-CDP-2227K').waitFor();
      await dialog.getByRole('button', { name: 'Xem tình trạng' }).tap();
      // The fake core knows no dossier: the page says so and stays where it was.
      await page.getByText('Không tìm thấy hồ sơ nào có mã này').waitFor();
      expect(core.state.session).toMatchObject({ place: '/guide' });
    },
  );
});
