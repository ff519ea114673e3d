import { contextBridge, ipcRenderer } from 'electron';

/** What this sandboxed script sees of the page; the DOM's types belong to the renderer. */
declare const window: {
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void;
};
declare const location: { readonly origin: string };

/** The one bridge: the page may ask for the core's port, and nothing else. No electron object ever reaches it. */
contextBridge.exposeInMainWorld('kioskShell', { requestCore: () => ipcRenderer.send('request-core') });

// A MessagePort cannot cross the bridge; it reaches the page as a message to itself. After a restart of the core a
// new port arrives the same way, unasked.
ipcRenderer.on('core-port', (event) => {
  window.postMessage('kiosk-core-port', location.origin, event.ports);
});
