import type { ArrivedDossier, ArrivedRevision } from './dossier-desk.ts';

const stateNames = [
  'Mới đăng ký',
  'Được tiếp nhận',
  'Không được tiếp nhận',
  'Đang xử lý',
  'Yêu cầu bổ sung giấy tờ',
  'Yêu cầu thực hiện nghĩa vụ tài chính',
  'Công dân yêu cầu rút hồ sơ',
  'Dừng xử lý',
  'Đã xử lý xong',
  'Đã trả kết quả',
];

const kindNames: Readonly<Record<string, string>> = {
  submission: 'Nộp mới',
  supplement: 'Bổ sung',
  withdrawal: 'Xin rút',
};

/** What arrived, as a person sees it: each file with its hash, to be opened. */
export function renderDossiers(
  dossiers: readonly ArrivedDossier[],
  escapeHtml: (text: string) => string,
): string {
  if (dossiers.length === 0) return '<p class="none">Chưa có.</p>';
  const rows = dossiers.map((dossier) => {
    const cells = [
      escapeHtml(dossier.officialCode ?? 'chưa cấp'),
      escapeHtml(dossier.temporaryCode ?? ''),
      escapeHtml(dossier.procedureName),
      escapeHtml(`${dossier.state}. ${stateNames[dossier.state - 1] ?? ''}`),
      escapeHtml(dossier.kioskId ?? 'kênh khác'),
      dossier.revisions.map((revision) => renderRevision(dossier, revision, escapeHtml)).join(''),
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const heads = ['Mã hồ sơ', 'Mã tạm', 'Thủ tục', 'Trạng thái', 'Máy', 'Tệp'];
  return `<table><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr>\n${rows.join('\n')}</table>`;
}

function renderRevision(
  { dossierId }: ArrivedDossier,
  { revision, kind, finalisedAt, files }: ArrivedRevision,
  escapeHtml: (text: string) => string,
): string {
  const items = files.map(
    (file) =>
      `<li><a href="/dossiers/${dossierId}/${revision}/${file.ordinal}">${escapeHtml(file.title)}</a> ` +
      `${Math.ceil(file.sizeBytes / 1024)} kB <code>${file.sha256}</code></li>`,
  );
  const whole = finalisedAt === null ? '<span class="wrong">chưa đủ</span>' : escapeHtml(finalisedAt);
  return `<div>${kindNames[kind] ?? ''} ${whole}<ol>${items.join('')}</ol></div>`;
}
