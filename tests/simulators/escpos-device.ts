import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { SlipPrinter } from './escpos.ts';

/** Opens a pseudo-terminal, tells its device file, and passes bytes both ways. */
const relay = `
use strict; use Fcntl; $| = 1;
sysopen(my $printer, '/dev/ptmx', O_RDWR | O_NOCTTY) or die $!;
my $unlocked = pack('i', 0); ioctl($printer, 0x40045431, $unlocked) or die $!;
my $number = pack('i', 0); ioctl($printer, 0x80045430, $number) or die $!;
my $path = '/dev/pts/' . unpack('i', $number);
open(my $held, '+<', $path) or die $!;
system('stty', '-F', $path, 'raw', '-echo') == 0 or die;
print STDERR "$path\\n";
while (1) {
  my $ready = '';
  vec($ready, fileno($printer), 1) = 1;
  vec($ready, fileno(STDIN), 1) = 1;
  select($ready, undef, undef, undef);
  my $bytes;
  if (vec($ready, fileno($printer), 1)) {
    sysread($printer, $bytes, 65536) or exit;
    syswrite(STDOUT, $bytes);
  }
  if (vec($ready, fileno(STDIN), 1)) {
    sysread(STDIN, $bytes, 65536) or exit;
    syswrite($printer, $bytes);
  }
}`;

/** Puts a slip printer behind a device file, as a USB or serial cable does (Linux; perl is part of every Debian). */
export async function plugInSlipPrinter(printer: SlipPrinter) {
  const child = spawn('perl', ['-e', relay], { stdio: ['pipe', 'pipe', 'pipe'] });
  const [said] = (await once(child.stderr, 'data')) as [Buffer];
  child.stdout.on('data', (bytes: Buffer) => printer.receive(bytes));
  child.stdin.on('error', () => {}); // the cable was pulled
  printer.onAnswer((bytes) => child.stdin.write(bytes));
  return {
    path: said.toString('utf8').trim(),
    async pull(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}
