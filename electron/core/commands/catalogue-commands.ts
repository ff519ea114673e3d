import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../../shared/clock.ts';
import { createCatalogue } from '../catalogue/index.ts';
import { loadConfig, usualConfigPath } from '../config/index.ts';
import { createLog } from '../diagnostics/index.ts';
import { BadUse, type Commands, type Options, type Outcome, type Place } from './command.ts';

export const catalogueCommands: Commands = {
  'catalogue import': {
    usage: 'catalogue import --from <gói>',
    does: 'nạp gói danh mục thủ tục đã ký; dùng từ lần mở kiosk sau',
    run: importCatalogue,
  },
};

/** Takes a signed package in beside a running kiosk, which uses it from its next start. */
async function importCatalogue(place: Place, options: Options): Promise<Outcome> {
  if (options.from === undefined) throw new BadUse('Thiếu --from <gói danh mục>.');
  const fromPath = path.resolve(options.from);
  if (!existsSync(fromPath)) throw new BadUse(`Không có tệp ${fromPath}.`);
  const config = loadConfig(options.config ?? usualConfigPath());
  const verifyKey = config?.catalogue.publisherKey;
  if (verifyKey === undefined) throw new BadUse('Tệp cấu hình chưa có catalogue.publisherKey.');
  const catalogue = createCatalogue({
    shippedDir: fileURLToPath(new URL('../../../resources/catalogue', import.meta.url)),
    dataDir: path.join(place.dataDir, 'catalogue'),
    clock: systemClock,
    log: createLog(process.stderr, 'warn'),
    verifyKey,
  });
  try {
    const { version, validFrom } = await catalogue.importPackage(readFileSync(fromPath));
    return { said: `Đã nạp danh mục ${version}, dùng từ ngày ${validFrom}. Hãy mở lại kiosk.`, ok: true };
  } finally {
    catalogue.close();
  }
}
