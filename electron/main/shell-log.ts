/** Machine facts beside a line of the shell's log; the shell knows nothing of citizens, so nothing to hide arises. */
export type ShellFacts = Readonly<Record<string, string | number | boolean | null>>;
export type ShellLog = (event: string, facts?: ShellFacts) => void;

/** JSON lines like the core's own, on the same stderr, so that one file or journal holds both in order. */
export function createShellLog(stream: { write(line: string): unknown }): ShellLog {
  return (event, facts = {}) => {
    stream.write(`${JSON.stringify({ time: new Date().toISOString(), from: 'shell', event, ...facts })}\n`);
  };
}
