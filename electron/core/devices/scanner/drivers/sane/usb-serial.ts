import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Where Linux shows what is plugged in. */
export const linuxUsbDevices = '/sys/bus/usb/devices';

/**
 * The serial number of the USB device at a bus and number: most SANE names hold only those (`genesys:libusb:001:004`),
 * and they change at every plugging. Null where the device tells none, or elsewhere than on Linux.
 */
export async function findUsbSerial(
  deviceName: string,
  devicesDir = linuxUsbDevices,
): Promise<string | null> {
  const place = /libusb:(\d+):(\d+)$|interpreter:(\d+):(\d+)$/.exec(deviceName);
  if (place === null) return null;
  const bus = Number(place[1] ?? place[3]);
  const number = Number(place[2] ?? place[4]);
  try {
    for (const name of await readdir(devicesDir)) {
      const folder = path.join(devicesDir, name);
      if ((await readNumber(path.join(folder, 'busnum'))) !== bus) continue;
      if ((await readNumber(path.join(folder, 'devnum'))) !== number) continue;
      const serial = await readFile(path.join(folder, 'serial'), 'utf8').catch(() => '');
      return serial.trim() === '' ? null : serial.trim();
    }
  } catch {
    // No such folder: another system, or a container.
  }
  return null;
}

async function readNumber(file: string): Promise<number> {
  return Number(await readFile(file, 'utf8').catch(() => 'NaN'));
}
