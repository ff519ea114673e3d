import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { KioskConfig } from '../../shared/config/index.ts';
import { isKioskFault, type KioskFault } from '../../shared/faults/index.ts';
import { BadUse, type Command, commands, type Options, type Place } from './commands/index.ts';
import { ConfigInvalid, loadConfig, usualConfigPath } from './config/index.ts';
import { createFaultWords } from './fault-words.ts';
import { createFileKeyProvider } from './storage/index.ts';

const exitBadUse = 2;
const exitFailed = 1;

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

const text = { type: 'string' } as const;
const known = {
  'data-dir': text,
  'key-file': text,
  config: text,
  profile: text,
  to: text,
  from: text,
  for: text,
  'passphrase-file': text,
};

function parseArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: withValues(args), allowPositionals: true, options: known });
  } catch (error) {
    // parseArgs says in English which option it is; the usage below says the rest.
    throw new BadUse(`Tham số không đúng: ${error instanceof Error ? error.message : ''}`);
  }
}

/** Every option in one piece with its value, which may begin with a hyphen: one public key in sixty-four does. */
function withValues(args: readonly string[]): string[] {
  const isOption = (word: string): boolean => word.startsWith('--') && Object.hasOwn(known, word.slice(2));
  const joined: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const value = args[at + 1];
    const takesNext = isOption(word) && value !== undefined && !isOption(value);
    joined.push(takesNext ? `${word}=${value}` : word);
    if (takesNext) at += 1;
  }
  return joined;
}

function findPlace(options: Options): Place {
  const dataDir = options['data-dir'];
  if (dataDir === undefined) throw new BadUse('Thiếu --data-dir <thư mục dữ liệu>.');
  if (options.profile !== undefined && options.profile !== 'demo' && options.profile !== 'production') {
    throw new BadUse('--profile là demo hoặc production.');
  }
  const migrationsDir = resourceAt('migrations');
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

/** The same words as on the screens, and the machine facts for the support. */
function sentenceOf(fault: KioskFault): string {
  const facts = Object.entries(fault.details).map(([name, value]) => `${name}=${value}`);
  const code = [fault.code, ...facts].join(' ');
  const words = createFaultWords(resourceAt('strings'))('vi', fault.code);
  if (words === undefined) return `${code}\n`;
  const wrong = fault instanceof ConfigInvalid ? fault.errors : [];
  return [
    `${words.happened} ${words.safe}`,
    ...words.staff.map((step) => `- ${step}`),
    ...wrong.map(({ path: where, message }) => `  ${where}: ${message}`),
    `(${code})`,
    '',
  ].join('\n');
}

function resourceAt(name: string): string {
  return fileURLToPath(new URL(`../../resources/${name}`, import.meta.url));
}

// Only when started as a program; tests import it.
if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await runCommandLine(process.argv.slice(2), process.stdout);
}
