import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from './folders.ts';

const busConfig = (socket: string): string => `<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_destination="*"/><allow eavesdrop="true"/>
  </policy>
</busconfig>`;

const systemBus = '/run/dbus/system_bus_socket';
/** The tests of another printer take this long at most. */
const otherRoomLimitMs = 50_000;

/** On loopback only: the network of the machine hears nothing of the test's printers. */
const avahiConfig = `[server]
host-name=kiosk-printer-test
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
[wide-area]
enable-wide-area=no
`;

/** Works a job off: says and ends what the test orders, or ends at once; the paper is a copy of what it got. */
const command = `#!/bin/sh
while [ -n "$KIOSK_HOLDS" ]; do
  for order in "$KIOSK_FOLDER"/orders/*.order; do
    [ -e "$order" ] || continue
    read -r word rest < "$order"
    rm "$order"
    case $word in
      say) echo "$rest" >&2 ;;
      end) [ "$rest" = 0 ] || exit "$rest"; break 2 ;;
    esac
  done
  sleep 0.05
done
cp "$1" "$KIOSK_FOLDER/paper/$(basename "$1").part"
mv "$KIOSK_FOLDER/paper/$(basename "$1").part" "$KIOSK_FOLDER/paper/$(basename "$1")"
exit 0
`;

export interface IppPrinterOptions {
  /** MIME types it takes. */
  readonly formats: readonly string[];
  /** Jobs wait for `say` and `end`; else they are printed at once. */
  readonly holds?: boolean;
  readonly port?: number;
}

/** A printer of CUPS' own test program, to IPP clients as real as any. */
export interface IppPrinter {
  readonly port: number;
  readonly address: string;
  readonly secureAddress: string;
  /** The job under way says a line to its printer, as `STATE: +media-empty-error`. */
  say(line: string): void;
  /** The job under way ends; anything but 0 is a failure. */
  end(status: number): void;
  /** What came out, by job. */
  paper(): readonly { readonly name: string; readonly bytes: Buffer }[];
  stop(): Promise<void>;
}

/** Starts what ippeveprinter cannot live without: a bus of its own, and avahi on it. One at a time on a machine: another one is waited for. */
export async function openPrinterRoom() {
  const folder = makeFolder('ipp-room');
  const children: ChildProcess[] = [];
  const env: NodeJS.ProcessEnv = { ...process.env };
  const isAnswered = (): boolean => spawnSync('avahi-daemon', ['--check']).status === 0;
  // One whose bus is not the machine's belongs to another room, which will be closed.
  if (!existsSync(systemBus)) await until(() => !isAnswered(), otherRoomLimitMs);
  // A machine that already has both (a developer's desktop) lets nobody else answer to mDNS.
  if (!isAnswered()) {
    const socket = path.join(folder.path, 'bus');
    writeFileSync(path.join(folder.path, 'bus.conf'), busConfig(socket));
    writeFileSync(path.join(folder.path, 'avahi.conf'), avahiConfig);
    env.DBUS_SYSTEM_BUS_ADDRESS = `unix:path=${socket}`;
    const bus = spawnMortal(['dbus-daemon', `--config-file=${folder.path}/bus.conf`, '--nofork'], {
      stdio: 'ignore',
    });
    children.push(bus);
    await until(() => existsSync(socket));
    const place = path.join(folder.path, 'avahi.conf');
    const avahi = spawnMortal(
      ['avahi-daemon', '-f', place, '--no-drop-root', '--no-chroot', '--no-rlimits'],
      { env, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    children.push(avahi);
    let said = '';
    avahi.stderr?.on('data', (bytes: Buffer) => {
      said += bytes.toString('utf8');
    });
    await until(() => said.includes('Server startup complete'));
  }

  let lastPrinter = 0;

  async function start(options: IppPrinterOptions): Promise<IppPrinter> {
    lastPrinter += 1;
    const own = path.join(folder.path, `printer-${lastPrinter}`);
    for (const name of ['spool', 'keys', 'orders', 'paper'])
      mkdirSync(path.join(own, name), { recursive: true });
    const program = path.join(own, 'work-off');
    writeFileSync(program, command);
    chmodSync(program, 0o755);
    const port = options.port ?? (await freePort());
    const child = spawnMortal(
      [
        'ippeveprinter',
        ...['-c', program, '-d', path.join(own, 'spool'), '-K', path.join(own, 'keys')],
        ...['-f', options.formats.join(','), '-p', String(port), '-n', 'localhost'],
        ...['-M', 'Kiosk', '-m', 'Test printer', '-r', 'off', `Kiosk test ${lastPrinter} ${process.pid}`],
      ],
      {
        env: { ...env, KIOSK_FOLDER: own, ...(options.holds === true ? { KIOSK_HOLDS: '1' } : {}) },
        stdio: 'ignore',
        detached: true,
      },
    );
    children.push(child);
    await untilListening(port);
    let lastOrder = 0;

    function order(text: string): void {
      lastOrder += 1;
      const file = path.join(own, 'orders', `${String(lastOrder).padStart(4, '0')}.order`);
      writeFileSync(`${file}.part`, `${text}\n`);
      renameSync(`${file}.part`, file);
    }

    return {
      port,
      address: `ipp://localhost:${port}/ipp/print`,
      secureAddress: `ipps://localhost:${port}/ipp/print`,
      say: (line) => order(`say ${line}`),
      end: (status) => order(`end ${status}`),
      paper: () =>
        readdirSync(path.join(own, 'paper'))
          .filter((name) => !name.endsWith('.part'))
          .map((name) => ({ name, bytes: readFileSync(path.join(own, 'paper', name)) })),
      stop: () => end(child),
    };
  }

  return {
    start,
    async stop(): Promise<void> {
      for (const child of children.toReversed()) await end(child);
      folder.remove();
    },
  };
}

/** Starts a program that ends with us, however we end: nobody else would look after it. */
function spawnMortal(command: readonly string[], options: SpawnOptions): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'KILL', ...command], options);
}

/** Ends a program and, where it leads a group, what it has started. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = once(child, 'close');
  if (child.spawnargs.includes('ippeveprinter')) process.kill(-child.pid, 'SIGKILL');
  else child.kill('SIGTERM');
  await closed;
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(port: number): Promise<void> {
  await until(async () => {
    const socket = net.connect({ host: 'localhost', port });
    try {
      await once(socket, 'connect');
      return true;
    } catch {
      return false; // not yet
    } finally {
      socket.destroy();
    }
  });
}

/** Programs from outside tell nobody when they are ready, so they are looked at; ten seconds are a failure. */
async function until(isSo: () => boolean | Promise<boolean>, limitMs = 10_000): Promise<void> {
  const endAt = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > endAt) throw new Error('a program of the printer room does not get ready');
    await sleep(20);
  }
}
