import { renderDossiers } from './dossiers/dossiers-table.ts';
import { renderPayments } from './payments/payments-table.ts';
import type { PortalState } from './portal-state.ts';

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1c2733 }
  h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2rem }
  table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .8rem .3rem 0 }
  th { color: #5b6b7b; font-weight: 600 } tr + tr td { border-top: 1px solid #e2e8ee; vertical-align: top }
  code { font-size: .75rem; overflow-wrap: anywhere } ol { margin: 0; padding-left: 1.2rem }
  .wrong { color: #a3260f } .none { color: #5b6b7b }
`;

/** The page on which a person sees what arrived; it fetches itself anew every two seconds. */
export function renderAdminPage(state: PortalState): string {
  const mischief = state.misbehaviours.map((rule) => JSON.stringify(rule)).join(', ');
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<title>Cổng dịch vụ công mẫu</title><style>${style}</style>
<h1>Cổng dịch vụ công mẫu</h1>
<p>Địa chỉ cho máy: <code>${escapeHtml(state.address)}</code>${state.open ? '' : ' <strong class="wrong">đang đóng</strong>'}</p>
<p>${mischief === '' ? 'Trả lời đúng.' : `<span class="wrong">Cố ý sai: ${escapeHtml(mischief)}</span>`}</p>
<h2>Hồ sơ đã đến</h2>
${renderDossiers(state.dossiers, escapeHtml)}
<h2>Phí đang chờ chuyển khoản</h2>
${renderPayments(state.payments, escapeHtml)}
<h2>Máy đã ghi danh</h2>
${table(
  ['Mã máy', 'Từ lúc'],
  state.kiosks.map((kiosk) => [kiosk.kioskId, kiosk.enrolledAt]),
)}
<h2>Mã ghi danh</h2>
${table(
  ['Nhóm đầu', 'Hết hạn', 'Đã dùng'],
  state.codes.map((code) => [code.name, code.expiresAt, code.used ? 'rồi' : 'chưa']),
)}
<h2>Đăng nhập đang chờ điện thoại</h2>
${table(
  ['Mã'],
  state.signIn.waiting.map(({ userCode }) => [userCode]),
)}
<h2>Tin nhắn có mã một lần</h2>
${table(
  ['Điện thoại', 'Mã'],
  state.signIn.messages.map(({ phone, code }) => [phone, code]),
)}
<h2>Mức hài lòng</h2>
${table(
  ['Ngày', 'Máy', 'Thủ tục', 'Điểm', 'Số lượt'],
  state.ratings.map((one) => [one.day, one.kioskId, one.procedureCode, String(one.score), String(one.count)]),
)}
<h2>Yêu cầu gần đây</h2>
${table(
  ['Lúc', 'Máy', 'Việc', 'Trả lời', 'Cố ý sai', 'Giờ máy lệch (ms)'],
  state.requests.map((request) => [
    request.at,
    request.kiosk_id ?? '',
    request.call ?? '',
    String(request.status),
    request.mischief,
    String(request.kiosk_clock_offset_ms ?? ''),
  ]),
)}
</html>`;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '<p class="none">Chưa có.</p>';
  const head = headings.map((heading) => `<th>${escapeHtml(heading)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`)
    .join('\n');
  return `<table><tr>${head}</tr>\n${body}</table>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
