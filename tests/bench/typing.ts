import {
  createTypingState,
  defaultTypingOptions,
  type TypingMethod,
  typeKey,
} from '../../shared/vietnamese/typing.ts';
import type { BenchRow } from './bench-row.ts';

const keyCount = 1_000_000;
const targetUs = 20;

/** A name and an address as they are typed, with words of Gia Lai and a foreign one; about 90 keys a field. */
const phrases: Readonly<Record<TypingMethod, string>> = {
  telex: 'Nguyeenx Thij Huwowngf, thoon Plei Bawng, xax Ia Bluws, tirnh Gia Lai, samsung 064203. ',
  vni: 'Nguye6n4 Thi5 Hu7o7ng2, tho6n Plei Ba8ng, xa4 Ia Blu71, ti3nh Gia Lai, samsung. ',
  direct: 'Nguyễn Thị Hường, thôn Plei Băng, xã Ia Blứ, tỉnh Gia Lai, samsung 064203000123. ',
};

function microsecondsPerKey(run: () => void): number {
  const started = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - started) / 1000 / keyCount;
}

function typeAll(method: TypingMethod, fieldLength: number): number {
  const options = { ...defaultTypingOptions, method };
  const keys = [...phrases[method].normalize('NFC')];
  return microsecondsPerKey(() => {
    let state = createTypingState();
    for (let i = 0; i < keyCount; i += 1) {
      state = typeKey(state, keys[i % keys.length] ?? ' ', options);
      if (state.text.length >= fieldLength) state = createTypingState();
    }
  });
}

/** What a field without an engine does: append the character and bring the text to NFC. */
function appendAll(fieldLength: number): number {
  const keys = [...phrases.telex];
  return microsecondsPerKey(() => {
    let text = '';
    for (let i = 0; i < keyCount; i += 1) {
      text = (text + (keys[i % keys.length] ?? ' ')).normalize('NFC');
      if (text.length >= fieldLength) text = '';
    }
  });
}

/** Microseconds a key over a million keys: each method in a field of 200 letters, and Telex in one of 10,000. */
export async function measureTyping(): Promise<readonly BenchRow[]> {
  const row = (name: string, ours: number, raw: number): BenchRow => ({
    name,
    unit: 'µs/key',
    ours,
    raw,
    target: `≤ ${targetUs} µs`,
    met: ours <= targetUs,
  });
  const raw = appendAll(200);
  return [
    row('typing: Telex', typeAll('telex', 200), raw),
    row('typing: VNI', typeAll('vni', 200), raw),
    row('typing: direct keys', typeAll('direct', 200), raw),
    row('typing: Telex in 10,000 letters', typeAll('telex', 10_000), appendAll(10_000)),
  ];
}
