// A core for tests of the shell alone: speaks the protocol of electron/supervise/control.ts and does what the test's
// script in the data folder says. CommonJS because a utility process of the oldest Electron loads nothing else.
const { appendFileSync, existsSync, readFileSync } = require('node:fs');
const path = require('node:path');

const dataFolder = process.argv[process.argv.indexOf('--data-dir') + 1];
const scriptPath = path.join(dataFolder, 'core-script.json');
const script = existsSync(scriptPath) ? JSON.parse(readFileSync(scriptPath, 'utf8')) : {};
if (script.exitAtStart !== undefined) process.exit(script.exitAtStart);

const parentPort = process.parentPort;
const toShell = (message) => (parentPort ? parentPort.postMessage(message) : process.send(message));

/** `say:<json>` from the page goes to the shell as it is; everything else is echoed. */
function answer(text, reply) {
  if (text.startsWith('say:')) toShell(JSON.parse(text.slice(4), revive));
  else reply(`echo:${text}`);
}

/** Bytes travel in the scripts as {"bytes": "<base64>"}. */
function revive(_key, value) {
  return value && typeof value.bytes === 'string'
    ? new Uint8Array(Buffer.from(value.bytes, 'base64'))
    : value;
}

function heard(message, ports) {
  const asText = JSON.stringify(message, (_key, value) =>
    value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64') } : value,
  );
  appendFileSync(path.join(dataFolder, 'core-heard.jsonl'), `${asText}\n`);
  if (message.kind === 'stop') process.exit(0);
  if (message.kind === 'frame') {
    answer(message.data, (data) => toShell({ kind: 'frame', page: message.page, data }));
  }
  const port = ports[0];
  if (message.kind === 'page-opened' && port) {
    port.on('message', ({ data }) => answer(data, (reply) => port.postMessage(reply)));
    port.start();
  }
}

if (parentPort) parentPort.on('message', ({ data, ports }) => heard(data, ports));
else {
  process.on('message', (message) => heard(message, []));
  process.on('disconnect', () => process.exit(0));
}
toShell({ kind: 'phase', phase: { kind: 'ready' } });
setInterval(() => toShell({ kind: 'alive' }), 500);
