import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { certificateKinds } from './certificates.ts';
import { createReferencePortal } from './reference-portal.ts';

const usage =
  'npm run portal -- [--port N] [--admin-port N] [--data-dir FOLDER] [--demo] [--https good|expired|wrong-host|self-signed]';

/** Ends with one sentence and the usage; 2 for a wrong call, 1 for a portal that cannot start. */
function refuse(sentence: string, exitCode: 1 | 2): never {
  process.stderr.write(`${sentence}\n${exitCode === 2 ? `${usage}\n` : ''}`);
  process.exit(exitCode);
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string' },
        'admin-port': { type: 'string' },
        'data-dir': { type: 'string' },
        https: { type: 'string' },
        /** Prints a fresh enrolment code beside the addresses, so that the demo's kiosk enrols by itself. */
        demo: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error), 2);
  }
}

function readPort(text: string | undefined, flag: string): number {
  if (text === undefined) return 0;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    return refuse(`${flag} ${text}: a port is a number from 0 to 65535.`, 2);
  return port;
}

function describeStartError(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `The portal cannot start: the port is in use (${error.message}).`;
  }
  return `The portal cannot start: ${error instanceof Error ? error.message : String(error)}`;
}

const values = readArguments();
const kind = certificateKinds.find((known) => known === values.https) ?? null;
if (values.https !== undefined && kind === null) refuse(`--https ${values.https}: unknown certificate.`, 2);
const ports = {
  port: readPort(values.port, '--port'),
  adminPort: readPort(values['admin-port'], '--admin-port'),
};
// Without a folder of its own it forgets everything when it ends.
const ownDir = values['data-dir'] === undefined ? mkdtempSync(path.join(os.tmpdir(), 'portal-')) : null;
const dataDir = values['data-dir'] ?? ownDir;

const portal = await createReferencePortal({ ...ports, dataDir, https: kind }).catch((error: unknown) => {
  if (ownDir !== null) rmSync(ownDir, { recursive: true, force: true });
  return refuse(describeStartError(error), 1);
});

let caPath: string | null = null;
if (portal.authority !== null && dataDir !== null) {
  caPath = path.resolve(dataDir, 'authority.pem');
  writeFileSync(caPath, portal.authority);
}

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await portal.stop();
  if (ownDir !== null) rmSync(ownDir, { recursive: true, force: true });
  process.exit(0);
}
process.on('SIGTERM', () => void end());
process.on('SIGINT', () => void end());
// Whoever started it holds the other end: when that dies, however it dies, the portal ends too.
process.stdin.on('end', () => void end()).on('error', () => void end());
process.stdin.resume();

const ready = {
  /** Where the kiosk finds the portal. */
  portal: portal.address,
  /** Where the simulated world is steered (see admin.ts). */
  world: portal.adminAddress,
  caPath,
  publicKey: portal.publicKey,
  enrolmentCode: values.demo ? portal.issueEnrolmentCode() : null,
};
process.stdout.write(`${JSON.stringify(ready)}\n`);
