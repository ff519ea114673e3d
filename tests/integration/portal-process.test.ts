import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import * as z from 'zod';
import { portalCalls, portalRoutes } from '../../shared/portal/index.ts';
import { generatePortalDocument } from '../portal/open-api.ts';
import { openTestKiosk } from '../portal/test-kiosk.ts';
import { withFolder } from '../support/folders.ts';

const main = path.resolve(import.meta.dirname, '../portal/main.ts');
const started: ChildProcessWithoutNullStreams[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function startPortal(...flags: readonly string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [main, ...flags], { stdio: 'pipe' });
  started.push(child);
  return child;
}

const readySchema = z.object({
  portal: z.url(),
  world: z.url(),
  caPath: z.string().nullable(),
  enrolmentCode: z.string().nullable(),
});

async function readyLine(child: ChildProcessWithoutNullStreams): Promise<z.infer<typeof readySchema>> {
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return readySchema.parse(JSON.parse(line));
}

async function post(address: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

async function endOf(child: ChildProcessWithoutNullStreams): Promise<{ code: number | null; said: string }> {
  const [said, [code]] = await Promise.all([
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, said };
}

test('the process serves a kiosk over HTTPS, keeps it over a restart, and ends with its stdin', async () => {
  await withFolder('portal', async (folder) => {
    const first = startPortal('--demo', '--https', 'good', '--data-dir', folder);
    const ready = await readyLine(first);
    const kiosk = openTestKiosk({ address: ready.portal, caPath: ready.caPath ?? '' });
    await kiosk.adapter.enrol({ code: ready.enrolmentCode ?? '' });
    kiosk.close();
    first.stdin.end();
    expect(await endOf(first)).toEqual({ code: 0, said: '' });

    const second = startPortal('--https', 'good', '--data-dir', folder);
    const again = await readyLine(second);
    const restarted = openTestKiosk({
      address: again.portal,
      caPath: again.caPath ?? '',
      database: kiosk.database,
    });
    await expect(restarted.adapter.checkHealth()).resolves.toMatchObject({ status: 'ok' });
    restarted.close();
    second.kill('SIGTERM');
    expect(await endOf(second)).toEqual({ code: 0, said: '' });
  });
});

test('the control interface steers it, shows what happened and refuses nonsense', async () => {
  const child = startPortal();
  const { portal, world } = await readyLine(child);
  const issued = await post(`${world}/enrolment-codes`, { kioskId: 'QA7' });
  const { code } = z.object({ code: z.string() }).parse(issued.body);
  const kiosk = openTestKiosk({ address: portal });
  await kiosk.adapter.enrol({ code });

  await post(`${world}/misbehave`, { kind: 'failure', status: 503, times: 1, call: 'health' });
  await expect(kiosk.adapter.readCatalogueManifest()).resolves.toMatchObject({ version: '0' });
  await expect(kiosk.adapter.checkHealth()).rejects.toMatchObject({ code: 'PORTAL_FAILED' });
  await expect(kiosk.adapter.checkHealth()).resolves.toMatchObject({ status: 'ok' });

  await post(`${world}/misbehave`, { kind: 'offline' });
  await expect(kiosk.adapter.checkHealth()).rejects.toMatchObject({ code: 'PORTAL_UNREACHABLE' });
  await post(`${world}/misbehave`, { kind: 'none' });
  await expect(kiosk.adapter.checkHealth()).resolves.toMatchObject({ status: 'ok' });
  kiosk.close();

  const state: unknown = await (await fetch(`${world}/state`)).json();
  expect(state).toMatchObject({
    open: true,
    kiosks: [{ kioskId: 'QA7' }],
    misbehaviours: [],
    requests: expect.arrayContaining([expect.objectContaining({ call: 'catalogueManifest', status: 200 })]),
  });
  const page = await (await fetch(world)).text();
  expect(page).toContain('QA7');

  expect((await post(`${world}/misbehave`, { kind: 'explode' })).status).toBe(400);
  expect((await post(`${world}/misbehave`, { kind: 'none' }, { 'content-type': 'text/plain' })).status).toBe(
    415,
  );
  expect((await post(`${world}/kiosks/remove`, { kioskId: 'QA7' })).body).toEqual({ removed: true });
});

test('an unknown flag, a wrong certificate and a port in use each end with a sentence', async () => {
  expect(await endOf(startPortal('--prot', '1'))).toMatchObject({
    code: 2,
    said: expect.stringContaining('--prot'),
  });
  expect(await endOf(startPortal('--https', 'fine'))).toMatchObject({
    code: 2,
    said: expect.stringContaining('fine'),
  });
  expect(await endOf(startPortal('--port', 'x'))).toMatchObject({
    code: 2,
    said: expect.stringContaining('--port x'),
  });
  const occupant = net.createServer().listen(0, '127.0.0.1');
  await once(occupant, 'listening');
  const { port } = occupant.address() as AddressInfo;
  const refused = await endOf(startPortal('--port', String(port)));
  occupant.close();
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('port is in use') });
});

test('the document for the portal side describes every call of the contract', async () => {
  const document = await generatePortalDocument();
  for (const call of portalCalls) {
    const { path: route, method } = portalRoutes[call];
    const verb = ({ GET: 'get', POST: 'post', PUT: 'put' } as const)[method];
    const operation = document.paths?.[route]?.[verb];
    expect(operation).toMatchObject({ operationId: call });
  }
});
