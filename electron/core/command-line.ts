import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import catalogueWords from '../../resources/strings/vi/faults-catalogue.json' with { type: 'json' };
import storageWords from '../../resources/strings/vi/faults-storage.json' with { type: 'json' };
import { systemClock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import { groupTemporaryCode } from '../../shared/dossier/temporary-code.ts';
import { isKioskFault, KioskFault } from '../../shared/faults/index.ts';
import { createCatalogue } from './catalogue/index.ts';
import { openFoundBooks } from './compose-books.ts';
import { loadConfig, usualConfigPath } from './config/index.ts';
import { createLog } from './diagnostics/index.ts';
import { createHandOver, type HandOver } from './dossiers/hand-over/index.ts';
import {
  backupBesideKiosk,
  createFileKeyProvider,
  deleteDossierRows,
  holdsDatabase,
  type KeyProvider,
  openStore,
  rebuildDatabase,
  restoreBackup,
  verifyAuditBesideKiosk,
} from './storage/index.ts';

/** Where the command works and with which key. */
interface Place {
  readonly dataDir: string;
  readonly migrationsDir: string;
  readonly keyProvider: KeyProvider;
}

interface Options {
  readonly 'data-dir'?: string | undefined;
  readonly 'key-file'?: string | undefined;
  readonly config?: string | undefined;
  readonly profile?: string | undefined;
  readonly to?: string | undefined;
  readonly from?: string | undefined;
  readonly for?: string | undefined;
  readonly 'passphrase-file'?: string | undefined;
}

/** The sentence that says what came of it. */
interface Outcome {
  readonly said: string;
  readonly ok: boolean;
}

interface Command {
  readonly usage: string;
  readonly does: string;
  /** What stands behind the command's name, where it takes something. */
  readonly takes?: string;
  readonly run: (place: Place, options: Options, taken: string) => Promise<Outcome>;
}

/** A wrong use of the command line, in words for the technician. */
class BadUse extends Error {
  override readonly name = 'BadUse';
}

const exitBadUse = 2;
const exitFailed = 1;

/** Every command by its name. */
const commands: Readonly<Record<string, Command>> = {
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
  'catalogue import': {
    usage: 'catalogue import --from <gói>',
    does: 'nạp gói danh mục thủ tục đã ký; dùng từ lần mở kiosk sau',
    run: importCatalogue,
  },
};

/** Runs one command; returns the exit code: 0 done, 1 a fault, 2 wrong use. */
export async function runCommandLine(
  args: readonly string[],
  out: { write(text: string): void },
): Promise<number> {
  try {
    const { values, positionals } = parseArguments(args);
    const { command, taken } = findCommand(positionals);
    const outcome = await command.run(findPlace(values), values, taken);
    out.write(`${outcome.said}\n`);
    return outcome.ok ? 0 : exitFailed;
  } catch (error) {
    if (error instanceof BadUse) {
      out.write(`${error.message}\n\n${usage()}`);
      return exitBadUse;
    }
    if (!isKioskFault(error)) throw error;
    out.write(sentenceOf(error));
    return exitFailed;
  }
}

function findCommand(words: readonly string[]): { readonly command: Command; readonly taken: string } {
  const name = words.join(' ');
  const whole = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (whole !== undefined) {
    if (whole.takes !== undefined) throw new BadUse(`Thiếu ${whole.takes}.`);
    return { command: whole, taken: '' };
  }
  const [first = '', taken = ''] = words;
  const command = words.length === 2 && Object.hasOwn(commands, first) ? commands[first] : undefined;
  if (command?.takes !== undefined) return { command, taken };
  throw new BadUse(name === '' ? 'Chưa có lệnh.' : `Không có lệnh "${name}".`);
}

function parseArguments(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'data-dir': text,
        'key-file': text,
        config: text,
        profile: text,
        to: text,
        from: text,
        for: text,
        'passphrase-file': text,
      },
    });
  } catch (error) {
    // parseArgs says in English which option it is; the usage below says the rest.
    throw new BadUse(`Tham số không đúng: ${error instanceof Error ? error.message : ''}`);
  }
}

function findPlace(options: Options): Place {
  const dataDir = options['data-dir'];
  if (dataDir === undefined) throw new BadUse('Thiếu --data-dir <thư mục dữ liệu>.');
  if (options.profile !== undefined && options.profile !== 'demo' && options.profile !== 'production') {
    throw new BadUse('--profile là demo hoặc production.');
  }
  const migrationsDir = fileURLToPath(new URL('../../resources/migrations', import.meta.url));
  const keyPath = options['key-file'] ?? keyPathFrom(options, dataDir);
  const keyProvider = createFileKeyProvider({
    path: path.resolve(keyPath),
    dataDir,
    acceptUnprotectedKey: true,
  });
  return { dataDir: path.resolve(dataDir), migrationsDir, keyProvider };
}

/** The running kiosk has judged where the key lies; the command line only has to find it. */
function keyPathFrom(options: Options, dataDir: string): string {
  if (options.config === undefined && options.profile !== 'production')
    return path.join(dataDir, 'master.key');
  const configPath = options.config ?? usualConfigPath();
  const config: KioskConfig | null = loadConfig(configPath);
  if (config === null) throw new BadUse(`Không có tệp cấu hình ${configPath}.`);
  if (config.key.provider !== 'file') {
    throw new BadUse(
      'Khoá nằm trong kho bí mật của hệ điều hành: hãy làm việc này từ kiosk, hoặc chỉ ra --key-file.',
    );
  }
  return config.key.path;
}

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

async function verifyAudit(place: Place): Promise<Outcome> {
  const verdict = await verifyAuditBesideKiosk({ ...place, clock: systemClock });
  if (verdict.ok) return { said: `Nhật ký nguyên vẹn: ${verdict.count} sự kiện.`, ok: true };
  return { said: `Nhật ký đã bị sửa hoặc bị cắt, từ sự kiện số ${verdict.firstBadSeq ?? 1}.`, ok: false };
}

/** Takes a signed package in beside a running kiosk, which uses it from its next start. */
async function importCatalogue(place: Place, options: Options): Promise<Outcome> {
  if (options.from === undefined) throw new BadUse('Thiếu --from <gói danh mục>.');
  const config = loadConfig(options.config ?? usualConfigPath());
  const verifyKey = config?.catalogue.publisherKey;
  if (verifyKey === undefined) throw new BadUse('Tệp cấu hình chưa có catalogue.publisherKey.');
  const catalogue = createCatalogue({
    shippedDir: fileURLToPath(new URL('../../resources/catalogue', import.meta.url)),
    dataDir: path.join(place.dataDir, 'catalogue'),
    clock: systemClock,
    log: createLog(process.stderr, 'warn'),
    verifyKey,
  });
  try {
    const { version, validFrom } = await catalogue.importPackage(readFileSync(path.resolve(options.from)));
    return { said: `Đã nạp danh mục ${version}, dùng từ ngày ${validFrom}. Hãy mở lại kiosk.`, ok: true };
  } finally {
    catalogue.close();
  }
}

function usage(): string {
  const lines = Object.values(commands).flatMap(({ usage: words, does }) => [
    `  npm run kiosk -- ${words}`,
    `      ${does}`,
  ]);
  return [
    'Cách dùng:',
    ...lines,
    '  Luôn kèm: --data-dir <thư mục> [--key-file <tệp> | --config <tệp>] [--profile demo|production]',
    '',
  ].join('\n');
}

/** The same words as on the stop screen, and the machine facts for the support. */
function sentenceOf(fault: KioskFault): string {
  const facts = Object.entries(fault.details).map(([name, value]) => `${name}=${value}`);
  const code = [fault.code, ...facts].join(' ');
  const text = Object.entries({ ...storageWords, ...catalogueWords }).find(
    ([name]) => name === fault.code,
  )?.[1];
  if (text === undefined) return `${code}\n`;
  return [`${text.happened} ${text.safe}`, ...text.staff.map((step) => `- ${step}`), `(${code})`, ''].join(
    '\n',
  );
}

// Only when started as a program; tests import it.
if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await runCommandLine(process.argv.slice(2), process.stdout);
}
