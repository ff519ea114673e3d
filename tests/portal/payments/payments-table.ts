import { type BankWay, bankWays, type OfferedPayment } from './payment-desk.ts';

const wayNames: Readonly<Record<BankWay, string>> = {
  exact: 'Trả đúng',
  'too-little': 'Trả thiếu',
  'too-much': 'Trả thừa',
  twice: 'Trả hai lần',
  'after-time-out': 'Trả quá hạn',
  garbled: 'Sai nội dung',
};

/** The codes to pay by that were shown, each with buttons that let the bank play its cases. */
export function renderPayments(
  offers: readonly OfferedPayment[],
  escapeHtml: (text: string) => string,
): string {
  if (offers.length === 0) return '<p class="none">Chưa có.</p>';
  const rows = offers.slice(0, 50).map((offer) => {
    const came = offer.transfers.map((one) => `${one.reference}: ${one.vnd} đ`).join('<br>');
    const buttons = bankWays
      .map((way) => `<button name="way" value="${way}">${wayNames[way]}</button>`)
      .join(' ');
    const form = `<form method="post" action="/bank/pay"><input type="hidden" name="dossierId" value="${escapeHtml(offer.dossierId)}">${buttons}</form>`;
    const cells = [escapeHtml(offer.content), `${offer.vnd} đ`, escapeHtml(offer.expiresAt), came, form];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const heads = ['Nội dung', 'Số tiền', 'Hạn', 'Đã đến', 'Ngân hàng'];
  return `<table><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr>\n${rows.join('\n')}</table>`;
}
