import { rmSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createFileKeyProvider, openStore, type Store } from '../../electron/core/storage/index.ts';
import { systemClock } from '../../shared/clock.ts';
import type { DeskTab } from '../../shared/contract/index.ts';
import { defaultReading } from '../../shared/contract/reading.ts';
import { foldForSearch } from '../../shared/vietnamese/fold.ts';
import { withFolder } from '../support/folders.ts';
import { openTestPage } from '../support/page.ts';
import { addPastDossiers, pastName, pastNumber } from '../support/past-dossiers.ts';
import { signInOfficer } from '../support/staff-kiosk.ts';
import { startTestCore } from '../support/test-core.ts';
import type { BenchRow } from './bench-row.ts';
import { quantile, timeMs, timeNow } from './measure.ts';

const dossiers = 100_000;
const rounds = 40;
const resources = path.resolve(import.meta.dirname, '../../resources');

/** The officer's list and search over years of dossiers through RPC, beside the plain SQL of the same answer; the register. */
export function measureDesk(): Promise<readonly BenchRow[]> {
  return withFolder('bench-desk', async (dataDir) => {
    const open = (): Promise<Store> =>
      openStore({
        dataDir,
        migrationsDir: path.join(resources, 'migrations'),
        keyProvider: createFileKeyProvider({
          path: path.join(dataDir, 'master.key'),
          dataDir,
          acceptUnprotectedKey: true,
        }),
        clock: systemClock,
        log: { info: () => undefined, warn: () => undefined, failure: () => undefined },
      });
    const filled = await open();
    addPastDossiers(filled, dossiers);
    const raw = measureRaw(filled);
    filled.close();

    const kiosk = startTestCore({ dataDir });
    await kiosk.reach('ready');
    const { client } = openTestPage(kiosk.core);
    await client.session.begin({ reading: defaultReading });
    await signInOfficer(client);
    const list: number[] = [];
    const search: number[] = [];
    const tabs: readonly DeskTab[] = ['today', 'waiting', 'needs-staff', 'supplement', 'delivered'];
    for (let round = 0; round < rounds; round += 1) {
      for (const tab of tabs)
        list.push(await timeMs(() => client.desk.list({ tab, query: '', cursor: null })));
      for (const query of queriesOf(round))
        search.push(await timeMs(() => client.desk.list({ tab: 'today', query, cursor: null })));
    }
    const deep = await timeMs(() => client.desk.list({ tab: 'delivered', query: '', cursor: 500 }));
    const period = { from: '2026-01-05', until: '2026-01-11' };
    const { total } = await client.desk.register({ period, cursor: null });
    await client.desk.makeRegister({ period: { from: '2026-01-05', until: '2026-01-05' }, as: 'xlsx' });
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const registerMs = await timeMs(() => client.desk.makeRegister({ period, as: 'xlsx' }));
    delay.disable();
    const p99 = delay.percentile(99) / 1e6;
    await kiosk.core.stop('measured');
    rmSync(path.join(dataDir, 'collect'), { recursive: true, force: true });
    const listP95 = quantile(list, 0.95);
    const searchP95 = quantile(search, 0.95);
    return [
      row(`work list over ${dossiers} dossiers through RPC, p95`, listP95, raw.list, 50),
      row(`search over ${dossiers} dossiers through RPC, p95`, searchP95, raw.search, 50),
      row('the last page of all dossiers', deep, null, 50),
      row(`register of ${total} rows to XLSX through RPC`, registerMs, null, 3_000),
      row("event-loop delay of the core's process meanwhile, p99", p99, null, 20),
    ];
  });
}

function queriesOf(round: number): readonly string[] {
  const n = (round * 2_477) % dossiers;
  const name = foldForSearch(pastName(n));
  return [
    name,
    name.slice(0, -1),
    name.split(' ')[0] ?? '',
    'n',
    pastNumber(n),
    `H21.99-260105-${String(n).padStart(7, '0')}`,
    'khong co ai',
  ];
}

/** The same rows by plain SQL in this process, nothing checked and nothing sent. */
function measureRaw({ db }: Store): { readonly list: number; readonly search: number } {
  const columns = `SELECT w.n, w.dossier_id, w.person, w.received_at, w.state, d.temporary_code, d.official_code,
    d.procedure_name, d.portal_state FROM desk_row w JOIN dossier d USING (dossier_id)`;
  const page = db.prepare(`${columns} WHERE w.state = ? ORDER BY w.n DESC LIMIT 25`);
  const found = db.prepare(
    `${columns} WHERE w.n IN (SELECT rowid FROM desk_search WHERE desk_search MATCH ? ORDER BY rowid DESC LIMIT 25)`,
  );
  const list: number[] = [];
  const search: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const state of ['delivered', 'waiting', 'needs-staff', 'supplement'])
      list.push(timeNow(() => page.all(state)));
    const words = foldForSearch(pastName((round * 2_477) % dossiers)).split(' ');
    search.push(timeNow(() => found.all(words.map((word) => `"${word}"`).join(' AND '))));
  }
  return { list: quantile(list, 0.95), search: quantile(search, 0.95) };
}

function row(name: string, ours: number, raw: number | null, most: number): BenchRow {
  return { name, unit: 'ms', ours, raw, target: `≤ ${most} ms`, met: ours <= most };
}
