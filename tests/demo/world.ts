import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { startDemoWorld } from '../../electron/launch/demo-world.ts';
import { systemClock } from '../../shared/clock.ts';
import type { KioskConfigInput } from '../../shared/config/index.ts';
import type { ArrivedDossier } from '../portal/dossiers/dossier-desk.ts';
import { chromiumForTests } from '../support/chromium.ts';
import { makeFolder } from '../support/folders.ts';
import { type IppPrinter, openPrinterRoom } from '../support/ipp-printer.ts';
import { panels } from '../support/kiosk.ts';
import { writeSaneConfig } from '../support/sane-config.ts';
import { type DemoKiosk, startKiosk } from './kiosk.ts';
import { type Glass, openGlass } from './papers.ts';

/** The province's portal, seen from its own side. */
export interface DemoPortal {
  /** The road to it is cut, or there again. */
  setRoad(isOpen: boolean): Promise<void>;
  arrived(): Promise<readonly ArrivedDossier[]>;
  file(dossierId: string, ordinal: number): Promise<Buffer>;
}

/** One office: a kiosk with what stands around it, and the portal far away. */
export interface World {
  readonly kiosk: DemoKiosk;
  readonly portal: DemoPortal;
  readonly printer: IppPrinter;
  readonly glass: Glass;
  /** The kiosk's master key; it lies apart from the data. */
  readonly keyPath: string;
  readonly dataDir: string;
  readonly browser: Browser;
  openPage(panel?: keyof typeof panels): Promise<Page>;
  close(): Promise<void>;
}

/** Starts everything; `log` takes what the portal says. */
export async function openWorld(place: {
  readonly dataDir: string;
  readonly logPath: string;
}): Promise<World> {
  const closing: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const one of closing.splice(0).toReversed()) await one();
  };
  try {
    const folder = makeFolder('demo');
    closing.push(() => folder.remove());
    const [room, portal, glass, browser] = await Promise.all([
      openPrinterRoom(),
      startDemoWorld({
        portalPath: path.resolve(import.meta.dirname, '../portal/main.ts'),
        dataFolder: path.join(folder.path, 'portal'),
        logTo: openSync(place.logPath, 'a'),
        clock: systemClock,
        say: () => {},
      }),
      openGlass(folder.path),
      chromium.launch(chromiumForTests()),
    ]);
    closing.push(
      () => room.stop(),
      () => portal.close(),
    );
    const printer = await room.start({ formats: ['application/pdf'] });
    const sane = path.join(folder.path, 'sane');
    writeSaneConfig(sane, ['pnm']);
    mkdirSync(place.dataDir, { recursive: true });
    const keyPath = path.join(folder.path, 'master.key');
    const configPath = path.join(folder.path, 'config.json');
    const config: KioskConfigInput = {
      kioskId: 'CP2',
      office: {
        name: 'Trung tâm Phục vụ hành chính công',
        place: 'Xã Chư Păh, tỉnh Gia Lai',
        counter: 'Quầy số 1',
        communeCode: '23722',
        agencyCode: '000.00.00.H21',
      },
      portal: { address: portal.portal },
      key: { provider: 'file', path: keyPath, acceptUnprotectedKey: true },
      disk: { reserveBytes: 4_000_000, newNeedsBytes: 32_000_000 },
      printers: [{ driver: 'ipp', address: printer.address, certificates: 'any' }],
      scanners: [{ driver: 'sane', configDir: sane, options: [`--filename=${glass.file}`] }],
    };
    writeFileSync(configPath, JSON.stringify(config, null, 2));
    const kiosk = await startKiosk({ dataDir: place.dataDir, configPath, worldAddress: portal.world });
    closing.push(
      () => kiosk.close(),
      () => browser.close(),
    );
    return {
      kiosk,
      portal: portalAt(portal.world),
      printer,
      glass,
      dataDir: place.dataDir,
      keyPath,
      browser,
      async openPage(panel = 'portrait') {
        const context = await browser.newContext({
          viewport: panels[panel],
          // The same layout in a quarter of the pixels: this machine paints in software.
          deviceScaleFactor: 0.5,
          hasTouch: true,
          locale: 'vi-VN',
          timezoneId: 'Asia/Ho_Chi_Minh',
        });
        const page = await context.newPage();
        await page.goto(kiosk.address);
        return page;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function portalAt(address: string): DemoPortal {
  async function ask(where: string, body?: object): Promise<Response> {
    const answer = await fetch(new URL(where, address), {
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`the portal answers ${where} with ${answer.status}`);
    return answer;
  }
  return {
    setRoad: async (isOpen) => void (await ask('/misbehave', { kind: isOpen ? 'none' : 'offline' })),
    arrived: async () => (await (await ask('/dossiers')).json()) as readonly ArrivedDossier[],
    file: async (dossierId, ordinal) =>
      Buffer.from(await (await ask(`/dossiers/${dossierId}/0/${ordinal}`)).arrayBuffer()),
  };
}
