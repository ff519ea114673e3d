import { existsSync } from 'node:fs';
import path from 'node:path';
import { type MessagePortMain, utilityProcess } from 'electron';
import type { FromCore } from '../supervise/control.ts';
import { type CoreArguments, coreCommandLine, forkCore } from '../supervise/core-child.ts';
import { coreEnvironment } from '../supervise/core-environment.ts';
import type { CoreProcess } from '../supervise/supervisor.ts';
import type { CoreHost } from './options.ts';

/** Starts the core in the way this runtime can: its own utility process, or a child on a separate Node. */
export function startCore(options: {
  readonly host: CoreHost;
  readonly appFolder: string;
  readonly args: CoreArguments;
}): CoreProcess {
  // Would preload foreign code into the process that holds the keys.
  delete process.env.NODE_OPTIONS;
  const corePath = path.join(options.appFolder, 'dist', 'core', 'core.cjs');
  if (options.host === 'node') {
    return forkCore({ corePath, nodePath: findNode(options.appFolder), args: options.args });
  }
  const child = utilityProcess.fork(corePath, [...coreCommandLine(options.args)], {
    serviceName: 'mot-cua-kiosk core',
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...coreEnvironment },
  });
  // The pid is gone from the handle once the process is, and before it has started.
  return {
    get pid() {
      return child.pid;
    },
    send: (message, ports = []) => child.postMessage(message, ports as MessagePortMain[]),
    onMessage: (listener) => void child.on('message', (message: FromCore) => listener(message)),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    kill: () => {
      // kill() of a utility process asks politely, which a hanging event loop does not hear.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
}

/** `KIOSK_NODE` first, then the Node that the `node` package put beside the application. */
function findNode(appFolder: string): string {
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const nodePath = process.env.KIOSK_NODE ?? path.join(appFolder, 'node_modules', 'node', 'bin', binary);
  if (!existsSync(nodePath)) throw new Error(`No Node binary at ${nodePath}; set KIOSK_NODE.`);
  return nodePath;
}
