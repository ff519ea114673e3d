// The page beside the scripted core: keeps the newest port and lets a test talk through it.
let port = new Promise((resolve) => {
  addEventListener('message', (event) => {
    if (event.data !== 'kiosk-core-port') return;
    event.ports[0].start();
    resolve(event.ports[0]);
    port = Promise.resolve(event.ports[0]);
  });
});

globalThis.say = async (message) => (await port).postMessage(`say:${JSON.stringify(message)}`);

globalThis.echo = async (text) => {
  const newest = await port;
  return await new Promise((resolve) => {
    newest.addEventListener('message', (event) => resolve(event.data), { once: true });
    newest.postMessage(text);
  });
};

globalThis.kioskShell.requestCore();
