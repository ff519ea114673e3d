import type { Citizen } from './citizens.ts';

const style = `
  body { font: 20px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 26rem; padding: 0 1rem; color: #1c2733 }
  h1 { font-size: 1.4rem } code { font-size: 1.8rem; letter-spacing: .1em } form { margin: .8rem 0 }
  button { font: inherit; width: 100%; padding: .7rem; border-radius: .5rem; border: 2px solid #0b5cad; background: #fff }
  input { font: inherit; width: 100%; padding: .7rem; box-sizing: border-box }
  button.yes { background: #0b5cad; color: #fff }
`;

/** What the citizen sees on the phone: a stand-in for VNeID, for tests and for somebody who tries the demo. */
export function renderPhonePage(page: {
  readonly userCode: string;
  readonly citizens: readonly Citizen[];
  readonly done: 'approved' | 'denied' | 'over' | null;
}): string {
  const code = escapeHtml(page.userCode);
  const hidden = `<input type="hidden" name="code" value="${code}">`;
  const choices = page.citizens
    .map(
      (citizen) =>
        `<form method="post">${hidden}<button class="yes" name="as" value="${escapeHtml(citizen.idNumber)}">Đồng ý: ${escapeHtml(citizen.fullName)}</button></form>`,
    )
    .join('\n');
  const deny = `<form method="post">${hidden}<button name="as" value="deny">Từ chối</button></form>`;
  const asked = `<p>Máy một cửa xin đăng nhập với mã</p><p><code>${code}</code></p><p>Chỉ đồng ý khi mã này đang hiện trên máy trước mặt.</p>${choices}${deny}`;
  const ask =
    '<form method="get"><p>Nhập mã trên máy:</p><input name="code"><button>Tiếp tục</button></form>';
  const words = {
    approved: '<p>Đã đồng ý. Mời xem màn hình máy.</p>',
    denied: '<p>Đã từ chối.</p>',
    over: '<p>Mã này không còn dùng được.</p>',
  } as const;
  const body = page.done === null ? (page.userCode === '' ? ask : asked) : words[page.done];
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Điện thoại mẫu</title><style>${style}</style><h1>Điện thoại mẫu</h1>${body}</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
