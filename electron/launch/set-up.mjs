/**
 * Brings a fresh clone to the point where `npm start`, `npm test` or `npm run check` can run, and says what it does.
 * Runs before node_modules exists, on whatever Node the system has: no dependency, no TypeScript.
 * What is already there costs nothing: packages are compared with npm's own record of what it installed,
 * system packages are looked for on the disk, and the build keeps its own stamp.
 */
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? '.', '..', '..');
const logFolder = join(root, '.cache', 'set-up');
const windows = process.platform === 'win32';
const nodeBinary = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** What each Debian package brings, found by one of its files: asking dpkg costs more than looking. */
const systemPackages = [
  {
    name: 'chromium',
    needs: ['start', 'test'],
    found: () => anyOnPath('chromium', 'chromium-browser', 'google-chrome'),
  },
  { name: 'chromium-headless-shell', needs: ['test'], found: () => anyOnPath('chromium-headless-shell') },
  { name: 'fonts-noto-core', needs: ['start', 'test'], found: () => hasFont('NotoSans-Regular') },
  { name: 'xvfb', needs: ['test'], found: () => anyOnPath('Xvfb') },
  { name: 'openbox', needs: ['test'], found: () => anyOnPath('openbox') },
  { name: 'sane-utils', needs: ['test'], found: () => anyOnPath('scanimage') },
  { name: 'sane-airscan', needs: ['test'], found: () => existsSync('/etc/sane.d/airscan.conf') },
  { name: 'cups-ipp-utils', needs: ['test'], found: () => anyOnPath('ippeveprinter') },
  { name: 'avahi-daemon', needs: ['test'], found: () => anyOnPath('avahi-daemon') },
  { name: 'dbus', needs: ['test'], found: () => anyOnPath('dbus-run-session') && anyOnPath('dbus-daemon') },
  { name: 'gnome-keyring', needs: ['test'], found: () => anyOnPath('gnome-keyring-daemon') },
  { name: 'poppler-utils', needs: ['test'], found: () => anyOnPath('pdftotext') },
  { name: 'strace', needs: ['test'], found: () => anyOnPath('strace') },
];

async function main() {
  const command = process.argv[2];
  if (command !== 'start' && command !== 'test' && command !== 'check') {
    stop('Usage: node electron/launch/set-up.mjs <start|test|check>');
  }
  if (Number(process.versions.node.split('.')[0]) < 20) {
    stop(
      `Node ${process.versions.node} is too old to set up the kiosk. Install Node 20 or newer from https://nodejs.org.`,
    );
  }
  await installPackages();
  await installSystemPackages(command);
  if (command !== 'check') await build();
}

async function installPackages() {
  if (!packagesAreCurrent()) {
    await step(
      'Installing the packages of package-lock.json (npm ci)',
      npm('ci', '--ignore-scripts', '--no-audit', '--no-fund'),
      {
        advice: 'Check that the npm registry can be reached (npm ping), then run the same command again.',
      },
    );
  }
  if (!existsSync(nodeBinary)) {
    // The one package whose install script is wanted: it puts Node 24 first in the PATH of every npm script.
    await step('Fetching Node 24 (npm rebuild node)', npm('rebuild', 'node'), {
      advice: 'Check that the npm registry can be reached (npm ping), then run the same command again.',
    });
    if (!existsSync(nodeBinary)) {
      stop(
        'npm did not bring the Node 24 binary. Delete the folder node_modules and run the same command again.',
      );
    }
  }
}

/** True when npm's record of the last finished install holds every package of the lockfile at its version. */
function packagesAreCurrent() {
  let wanted;
  let installed;
  try {
    wanted = readPackages('package-lock.json');
    installed = readPackages(join('node_modules', '.package-lock.json'));
  } catch {
    return false;
  }
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const present = installed[path];
    // An optional package may be meant for another platform.
    if (present === undefined) return entry.optional === true;
    return present.version === entry.version && present.integrity === entry.integrity;
  });
}

function readPackages(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
}

async function installSystemPackages(command) {
  // Windows and macOS kiosks bring everything with the Electron runtime.
  if (process.platform !== 'linux') return;
  const missing = missingFor(command);
  if (missing.length === 0) return;
  const names = missing.join(' ');
  const byHand = `apt-get install --no-install-recommends ${names}`;
  if (process.getuid?.() === 0 && anyOnPath('apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const advice = `Check the package sources, then run: ${byHand}`;
    const fatal = command !== 'start';
    const updated = await step(
      'Reading the list of system packages (apt-get update)',
      ['apt-get', 'update'],
      { env, advice, fatal },
    );
    if (updated) {
      const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
      await step(`Installing system packages: ${names}`, install, { env, advice, fatal });
    }
  }
  const still = missingFor(command);
  if (still.length === 0) return;
  const how = anyOnPath('apt-get')
    ? `sudo ${byHand}`
    : `install them with this system's package manager (Debian names)`;
  const sentence = `Missing system packages: ${still.join(', ')}. To get them: ${how}.`;
  if (command === 'test') stop(sentence);
  say(`! ${sentence} Going on without them.`);
}

function missingFor(command) {
  return systemPackages
    .filter((entry) => entry.needs.includes(command) && !entry.found())
    .map((entry) => entry.name);
}

/** The build decides by itself whether anything changed; it speaks only when it works. */
async function build() {
  const script = join(root, 'electron', 'launch', 'build.ts');
  const done = spawnSync(nodeBinary, [script], { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) stop('The build failed; the lines above say where.');
}

/** Runs one step with its output in a log, a sign of life every ten seconds, and the log's end when it fails. */
async function step(title, [program, ...args], { env = process.env, advice, fatal = true }) {
  mkdirSync(logFolder, { recursive: true });
  const logPath = join(
    logFolder,
    `${title
      .toLowerCase()
      .match(/[a-z]+/g)
      .slice(0, 2)
      .join('-')}.log`,
  );
  const log = openSync(logPath, 'w');
  const startedAt = Date.now();
  const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
  say(`> ${title} …`);
  const child = spawn(program, args, {
    cwd: root,
    env,
    stdio: ['ignore', log, log],
    shell: windows && program === 'npm.cmd',
  });
  const pulse = setInterval(() => say(`  … ${seconds()}`), 10_000);
  const outcome = await new Promise((settle) => {
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => settle(code === 0 ? null : `ended with ${code ?? signal}`));
  });
  clearInterval(pulse);
  if (outcome === null) {
    say(`  done in ${seconds()}`);
    return true;
  }
  const tail = readFileSync(logPath, 'utf8').trimEnd().split('\n').slice(-30);
  say(tail.map((line) => `  | ${line}`).join('\n'));
  const sentence = `This step failed (it ${outcome}). ${advice}`;
  if (fatal) stop(sentence);
  say(`! ${sentence}`);
  return false;
}

/** npm as it was called, so that its version and settings are the caller's. */
function npm(...args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return [process.execPath, script, ...args];
  return [windows ? 'npm.cmd' : 'npm', ...args];
}

function anyOnPath(...names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return names.some((name) => folders.some((folder) => isExecutable(join(folder, name))));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function hasFont(name) {
  const places = ['/usr/share/fonts', '/usr/local/share/fonts'];
  return places.some(
    (place) =>
      existsSync(place) &&
      readdirSync(place, { recursive: true }).some((file) => String(file).includes(name)),
  );
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

function stop(sentence) {
  process.stderr.write(`\n✗ ${sentence}\n`);
  process.exit(1);
}

await main();
