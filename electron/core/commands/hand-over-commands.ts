import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../../shared/clock.ts';
import { groupTemporaryCode } from '../../../shared/dossier/temporary-code.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import { createLog } from '../diagnostics/index.ts';
import { createHandOver, type HandOver } from '../dossiers/index.ts';
import { holdsDatabase, openStore } from '../storage/index.ts';
import { BadUse, type Commands, type Options, type Outcome, type Place } from './command.ts';

/** One dossier from this kiosk to another. */
export const handOverCommands: Commands = {
  export: {
    usage: 'export <mã hồ sơ> --to <tệp> (--for <khoá của máy nhận> | --passphrase-file <tệp>)',
    does: 'đóng gói một hồ sơ (mã hoá) cho kiosk khác nhận, khi kiosk đã dừng',
    takes: '<mã hồ sơ>',
    run: exportDossier,
  },
  adopt: {
    usage: 'adopt <tệp> [--passphrase-file <tệp>]',
    does: 'nhận gói hồ sơ của một kiosk khác, khi kiosk đã dừng',
    takes: '<tệp>',
    run: adopt,
  },
  'adopt key': {
    usage: 'adopt key',
    does: 'in khoá công khai của máy này để kiosk khác đóng gói hồ sơ cho nó',
    run: showOwnKey,
  },
};

async function exportDossier(place: Place, options: Options, name: string): Promise<Outcome> {
  const { to, for: publicKey } = options;
  if (to === undefined) throw new BadUse('Thiếu --to <tệp gói hồ sơ>.');
  const toPath = path.resolve(to);
  if (!existsSync(path.dirname(toPath))) throw new BadUse(`Không có thư mục ${path.dirname(toPath)}.`);
  const passphrase = readPassphrase(options);
  if ((publicKey === undefined) === (passphrase === null)) {
    throw new BadUse('Chọn một trong hai: --for <khoá của máy nhận> hoặc --passphrase-file <tệp>.');
  }
  const lock = publicKey === undefined ? { passphrase: passphrase ?? '' } : { publicKey };
  const { revisions, files, sizeBytes } = await withHandOver(place, (handOver) =>
    handOver.exportDossier({ name, toPath, lock }),
  );
  const said = `Đã đóng gói hồ sơ vào ${toPath}: ${revisions} lần nộp, ${files} tệp, ${sizeBytes} byte, đã mã hoá. Hồ sơ vẫn được giữ trên máy này.`;
  return { said, ok: true };
}

async function adopt(place: Place, options: Options, from: string): Promise<Outcome> {
  const fromPath = path.resolve(from);
  if (!existsSync(fromPath)) throw new BadUse(`Không có tệp ${fromPath}.`);
  const passphrase = readPassphrase(options);
  const { temporaryCode, isNew } = await withHandOver(place, (handOver) =>
    handOver.adopt({ fromPath, passphrase }),
  );
  const code = groupTemporaryCode(temporaryCode);
  const said = isNew
    ? `Đã nhận hồ sơ ${code}; hồ sơ nằm trong hàng đợi và sẽ được gửi. Hãy xoá tệp gói sau khi cổng đã nhận.`
    : `Hồ sơ ${code} đã có trên máy này, không có gì thay đổi.`;
  return { said, ok: true };
}

async function showOwnKey(place: Place): Promise<Outcome> {
  return { said: await withHandOver(place, async (handOver) => handOver.ownPublicKey()), ok: true };
}

async function withHandOver<T>(place: Place, work: (handOver: HandOver) => Promise<T>): Promise<T> {
  // Opening would make a new kiosk of a folder that was mistyped.
  if (!holdsDatabase(place.dataDir)) throw new KioskFault('DATABASE_MISSING');
  const log = createLog(process.stderr, 'warn');
  const store = await openStore({ ...place, clock: systemClock, log });
  try {
    return await work(createHandOver({ store }));
  } finally {
    store.close();
  }
}

/** From a file, so that it stands in no list of processes and in no history of commands. */
function readPassphrase(options: Options): string | null {
  const passphrasePath = options['passphrase-file'];
  if (passphrasePath === undefined) return null;
  if (!existsSync(passphrasePath)) throw new BadUse(`Không có tệp ${passphrasePath}.`);
  return readFileSync(passphrasePath, 'utf8').replace(/\r?\n$/, '');
}
