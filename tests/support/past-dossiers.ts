import { nameWords, type Store } from '../../electron/core/storage/index.ts';
import { dossierId } from './sealing-desk.ts';

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Rơ Châm', 'Siu', 'Rmah', 'Hoàng', 'Đặng', 'Vũ'];
const middles = ['Văn', 'Thị', 'Hữu', 'Minh', 'Ngọc', 'Đức', 'Thanh', 'Hoài'];
const given = [
  'An',
  'Bình',
  'Cường',
  'Dung',
  'Giang',
  'Hạnh',
  'Khang',
  'Lan',
  'Mậu',
  'Nga',
  'Phúc',
  'Quý',
  'Thảo',
  'Vy',
];

/** The name of the n-th invented person. */
export function pastName(n: number): string {
  const pick = (from: readonly string[], by: number): string => from[by % from.length] ?? '';
  return `${pick(families, n * 7 + Math.floor(n / 13))} ${pick(middles, n * 3 + Math.floor(n / 101))} ${pick(given, n)}`;
}

/** The identity number of the n-th. */
export function pastNumber(n: number): string {
  return `0642${String(3_000_000 + n).padStart(8, '0')}`;
}

/** Rows of dossiers of the past, as years of service leave them: erased but for the register. */
export function addPastDossiers(store: Store, count: number): void {
  const { db } = store;
  const dossier = db.prepare(
    `INSERT INTO dossier (dossier_id, temporary_code, official_code, procedure_code, procedure_name, catalogue_version,
       received_at, portal_state, portal_state_at, portal_asked_at, erased_at)
     VALUES (?, ?, ?, '1.001193', 'Thủ tục đăng ký khai sinh', '1', ?, 10, ?, ?, ?)`,
  );
  const row = db.prepare(
    `INSERT INTO desk_row (dossier_id, received_at, state, person, address, phone, way, words)
     VALUES (?, ?, ?, ?, 'Thôn 3, xã Chư Păh', '0912345678', 'office', ?)`,
  );
  const history = db.prepare('INSERT INTO dossier_history (dossier_id, seq, state, at) VALUES (?, ?, ?, ?)');
  const firstAt = Date.UTC(2026, 0, 5, 1);
  for (let from = 0; from < count; from += 5_000) {
    store.write(() => {
      for (let n = from; n < Math.min(count, from + 5_000); n += 1) {
        const id = dossierId(1_000_000 + n);
        const at = firstAt + n * 60_000;
        const name = pastName(n);
        const state = n % 1_000 === 7 ? 'needs-staff' : n % 500 === 3 ? 'supplement' : 'delivered';
        dossier.run(id, `TAMK2P${n}`, `H21.99-260105-${String(n).padStart(7, '0')}`, at, at, at, at);
        row.run(id, at, state, name, `${nameWords(name)} ${pastNumber(n)}`);
        for (const [seq, reached] of [9, 10].entries())
          history.run(id, seq + 1, reached, at + seq * 3_600_000);
      }
    });
  }
}
