import { fork } from 'node:child_process';
import type { Profile } from '../../shared/contract/index.ts';
import type { FromCore, Shell } from './control.ts';
import { coreEnvironment } from './core-environment.ts';
import type { CoreProcess } from './supervisor.ts';

/** How a core is told what it is; the same words whoever starts it. */
export interface CoreArguments {
  readonly profile: Profile;
  readonly shell: Shell;
  readonly dataFolder: string;
  readonly configPath: string | null;
  /** Demo only: where the reference portal answers. */
  readonly portalAddress?: string | null;
  /** Demo only: where the simulated outside world (portal, devices) is steered. */
  readonly worldAddress: string | null;
}

/** The command line of `dist/core/core.cjs`. */
export function coreCommandLine(args: CoreArguments): readonly string[] {
  return [
    ...['--profile', args.profile],
    ...['--shell', args.shell],
    ...['--data-dir', args.dataFolder],
    ...(args.configPath === null ? [] : ['--config', args.configPath]),
    ...(args.portalAddress ? ['--portal', args.portalAddress] : []),
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
  /** An open file that takes the core's log; our own stderr otherwise. */
  readonly logTo?: number;
}): CoreProcess {
  const child = fork(options.corePath, [...coreCommandLine(options.args)], {
    execPath: options.nodePath,
    // Measured: a small young generation keeps the idle core 25 MB lighter at no cost per call; source maps would add 33 MB.
    execArgv: ['--max-semi-space-size=4'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', options.logTo ?? 'inherit', 'ipc'],
    env: { ...(options.env ?? process.env), ...coreEnvironment },
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
