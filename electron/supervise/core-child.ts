import { fork } from 'node:child_process';
import type { Profile } from '../../shared/contract/index.ts';
import type { FromCore, Shell } from './control.ts';
import type { CoreProcess } from './supervisor.ts';

/** How a core is told what it is; the same words whoever starts it. */
export interface CoreArguments {
  readonly profile: Profile;
  readonly shell: Shell;
  readonly dataFolder: string;
  readonly configPath: string | null;
  /** Control address of the demo's outside world (portal, devices); only in the demo profile. */
  readonly worldAddress: string | null;
}

/** The command line of `dist/core/core.cjs`. */
export function coreCommandLine(args: CoreArguments): readonly string[] {
  return [
    ...['--profile', args.profile],
    ...['--shell', args.shell],
    ...['--data-dir', args.dataFolder],
    ...(args.configPath === null ? [] : ['--config', args.configPath]),
    ...(args.worldAddress === null ? [] : ['--world', args.worldAddress]),
  ];
}

/**
 * Starts the core as a child on a Node 24 binary, with an IPC channel that carries binary frames unchanged. The child
 * ends by itself when the channel closes, so it never outlives whoever started it.
 */
export function forkCore(options: {
  readonly corePath: string;
  readonly nodePath: string;
  readonly args: CoreArguments;
  readonly env?: NodeJS.ProcessEnv;
}): CoreProcess {
  const child = fork(options.corePath, [...coreCommandLine(options.args)], {
    execPath: options.nodePath,
    execArgv: ['--enable-source-maps'],
    serialization: 'advanced',
    // Only the core's complaints reach our own stderr; its log is a file of its own.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: options.env ?? process.env,
  });
  return {
    pid: child.pid,
    send(message) {
      if (!child.connected) return;
      // A full or closing channel belongs to a core that is going; its exit is what the supervisor acts on.
      child.send(message, () => {});
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as FromCore)),
    onExit(listener) {
      let told = false;
      const tell = (code: number | null): void => {
        if (told) return;
        told = true;
        listener(code);
      };
      child.once('exit', tell);
      // A child that could not be spawned never exits.
      child.once('error', () => {
        if (child.exitCode === null && child.pid === undefined) tell(null);
      });
    },
    kill: () => child.kill('SIGKILL'),
  };
}
