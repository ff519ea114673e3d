import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { electronHands } from '../support/electron-hands.ts';
import { type ElectronKiosk, startKiosk } from '../support/electron-kiosk.ts';
import { makeFolder } from '../support/folders.ts';
import { processesNaming, until } from '../support/launched.ts';
import { demoOfficer, openStaffKiosk, readAudit } from '../support/staff-kiosk.ts';

const technician = { name: 'Lê Văn Cường', pin: '402913' } as const;

let kiosk: ElectronKiosk | undefined;
afterEach(async () => {
  await kiosk?.close();
  kiosk = undefined;
});

/** An office of its own with a technician; the screen asks who signs in. Answers the technician's account. */
async function foundOffice(dataDir: string): Promise<string> {
  const office = await openStaffKiosk({ isProduction: true, dataDir });
  const { client } = office;
  const code = readFileSync(path.join(dataDir, 'first-supervisor-code.txt'), 'utf8').trim();
  await client.staff.makeFirst({ ...demoOfficer, code });
  await office.signIn();
  await client.staff.makeAccount({ ...technician, role: 'technician' });
  await client.staff.handBack();
  await client.session.go({ place: '/staff' });
  const accountId = await office.accountId(technician.name);
  await office.stop();
  return accountId;
}

test.each([
  { how: 'leave', tile: /^Thoát khỏi kiosk/, yes: /^Thoát$/, ordered: '' },
  { how: 'shut-down', tile: /^Tắt máy/, yes: /^Tắt máy$/, ordered: 'poweroff' },
])(
  'a technician’s “$how” ends every process of the kiosk and stands in the audit under their name',
  async ({ how, tile, yes, ordered }) => {
    const folder = makeFolder('electron-technician');
    onTestFinished(() => folder.remove());
    const dataFolder = path.join(folder.path, 'data');
    const bin = path.join(folder.path, 'bin');
    for (const one of [dataFolder, bin]) mkdirSync(one);
    // Stands where the operating system's own would be found.
    const order = path.join(folder.path, 'order.txt');
    writeFileSync(path.join(bin, 'systemctl'), `#!/bin/sh\necho "$@" > '${order}'\n`, { mode: 0o755 });
    const accountId = await foundOffice(dataFolder);

    kiosk = await startKiosk({
      profile: 'production',
      dataFolder,
      env: { PATH: `${bin}:${process.env.PATH ?? ''}` },
    });
    const { press, asked } = electronHands(kiosk);
    await press(technician.name);
    await asked(`Nhập mã PIN của ${technician.name}`);
    for (const digit of technician.pin) await press(new RegExp(`^${digit}$`));
    await asked(`Chào ${technician.name}`);
    await press(/^Kỹ thuật/);
    await asked('Kỹ thuật');
    const ended = once(kiosk.app.process(), 'exit');
    await press(tile);
    await press(yes);
    expect(await ended).toEqual([0, null]);
    await until(() => processesNaming(dataFolder).length === 0);
    const heard = (): string => (existsSync(order) ? readFileSync(order, 'utf8').trim() : '');
    await expect.poll(heard).toBe(ordered);

    const { verdict, events } = await readAudit(dataFolder);
    expect(verdict.ok).toBe(true);
    expect(events.filter(({ event }) => event === 'kiosk-left')).toMatchObject([
      { role: 'technician', person: accountId, details: { how } },
    ]);
  },
);
