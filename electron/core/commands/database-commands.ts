import path from 'node:path';
import { systemClock } from '../../../shared/clock.ts';
import { openFoundBooks } from '../compose-books.ts';
import { createLog } from '../diagnostics/index.ts';
import {
  backupBesideKiosk,
  deleteDossierRows,
  rebuildDatabase,
  restoreBackup,
  verifyAuditBesideKiosk,
} from '../storage/index.ts';
import { BadUse, type Commands, type Options, type Outcome, type Place } from './command.ts';

/** Keeping, bringing back and judging the database. */
export const databaseCommands: Commands = {
  backup: {
    usage: 'backup --to <tệp>',
    does: 'sao lưu cơ sở dữ liệu (mã hoá), kể cả khi kiosk đang chạy',
    run: backup,
  },
  restore: {
    usage: 'restore --from <tệp>',
    does: 'phục hồi từ bản sao lưu, khi kiosk đã dừng',
    run: restore,
  },
  'audit verify': { usage: 'audit verify', does: 'kiểm tra nhật ký không bị sửa', run: verifyAudit },
  rebuild: {
    usage: 'rebuild',
    does: 'dựng lại cơ sở dữ liệu bị mất từ hồ sơ đã niêm phong, khi kiosk đã dừng',
    run: rebuild,
  },
};

async function backup(place: Place, options: Options): Promise<Outcome> {
  if (options.to === undefined) throw new BadUse('Thiếu --to <tệp sao lưu>.');
  const toPath = path.resolve(options.to);
  const { sizeBytes } = await backupBesideKiosk({ ...place, clock: systemClock, toPath });
  const said = `Đã sao lưu ${sizeBytes} byte vào ${toPath}. Bản sao đã mã hoá và đã kiểm tra; khoá không nằm trong đó.`;
  return { said, ok: true };
}

async function restore(place: Place, options: Options): Promise<Outcome> {
  if (options.from === undefined) throw new BadUse('Thiếu --from <tệp sao lưu>.');
  const { erasuresApplied } = await restoreBackup({
    ...place,
    from: path.resolve(options.from),
    clock: systemClock,
    log: createLog(process.stderr, 'warn'),
    deleteRows: deleteDossierRows,
    onFound: openFoundBooks,
  });
  const said = `Đã phục hồi. Số hồ sơ đã xoá theo quy định nay được xoá lại: ${erasuresApplied}. Dữ liệu bị thay được giữ trong thư mục kept.`;
  return { said, ok: true };
}

async function rebuild(place: Place): Promise<Outcome> {
  const log = createLog(process.stderr, 'warn');
  const { added, unreadable, isMoneyWhole, lettersUnreadable } = await rebuildDatabase({
    ...place,
    clock: systemClock,
    log,
    onFound: openFoundBooks,
  });
  const lost =
    unreadable === 0
      ? ''
      : ` Không đọc được ${unreadable} bản niêm phong; tệp của chúng được giữ nguyên, hãy đối chiếu với giấy tiếp nhận.`;
  const money = isMoneyWhole
    ? ''
    : ' Sổ thu phí từ trước không đọc được đủ: xin cán bộ nhập lại tiền mặt theo biên bản kiểm quỹ đã in.';
  const letters =
    lettersUnreadable === 0
      ? ''
      : ` Không đọc được việc gửi bưu chính của ${lettersUnreadable} hồ sơ: xin đối chiếu với bảng kê giao nhận đã in.`;
  const said = `Đã dựng lại cơ sở dữ liệu: ${added} lần nộp trở lại hàng đợi và sẽ được gửi, cổng chỉ nhận mỗi hồ sơ một lần.${lost}${money}${letters} Tờ khai đang làm dở, kết nối với cổng và nhật ký cũ không dựng lại được: hãy kết nối lại kiosk với cổng.`;
  return { said, ok: unreadable === 0 };
}

async function verifyAudit(place: Place): Promise<Outcome> {
  const verdict = await verifyAuditBesideKiosk({ ...place, clock: systemClock });
  if (verdict.ok) return { said: `Nhật ký nguyên vẹn: ${verdict.count} sự kiện.`, ok: true };
  return { said: `Nhật ký đã bị sửa hoặc bị cắt, từ sự kiện số ${verdict.firstBadSeq ?? 1}.`, ok: false };
}
