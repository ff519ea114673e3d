import { resolutionsInRange } from '../../page-areas.ts';
import type { AreaMm, ColourMode, PaperSource, SourceCapability } from '../../scanner.port.ts';
import type { SaneKnowledge } from './sane-knowledge.ts';

/** One line of `scanimage -A`. */
export interface SaneOption {
  /** With its dashes, as it is given back: `--source`, `-x`. */
  readonly name: string;
  readonly values: readonly string[];
  readonly range: { readonly min: number; readonly max: number } | null;
  readonly current: string | null;
  /** Inactive options wake when another is set: `--duplex` after `--source ADF`. */
  readonly isActive: boolean;
  readonly isSettable: boolean;
}

/** Reads what `scanimage -A` prints under LC_ALL=C; lines it does not know are descriptions. */
export function parseSaneOptions(text: string): ReadonlyMap<string, SaneOption> {
  const options = new Map<string, SaneOption>();
  for (const line of text.split('\n')) {
    const found = /^ {2,6}(--?[A-Za-z0-9][A-Za-z0-9-]*)(\[=\([^)]*\)\])?(?: (.*))?$/.exec(line.trimEnd());
    if (found?.[1] === undefined) continue;
    const { constraint, groups } = takeGroups(found[3] ?? '');
    const range = /^(?:auto\|)?(-?[\d.]+(?:e-?\d+)?)\.\.(-?[\d.]+(?:e-?\d+)?)/.exec(constraint);
    const listed = found[2] === undefined ? constraint : found[2].slice(3, -2);
    options.set(found[1], {
      name: found[1],
      values: range === null ? listValues(listed) : [],
      range: range === null ? null : { min: Number(range[1]), max: Number(range[2]) },
      current: groups[0] === undefined || groups[0] === 'inactive' ? null : groups[0],
      isActive: !groups.includes('inactive'),
      isSettable: !groups.includes('hardware') && !groups.includes('read-only'),
    });
  }
  return options;
}

/** Takes the bracketed groups off the end; Brother's values hold brackets of their own ("24bit Color[Fast]"). */
function takeGroups(rest: string): { readonly constraint: string; readonly groups: readonly string[] } {
  const groups: string[] = [];
  let constraint = ` ${rest}`;
  while (constraint.endsWith(']')) {
    let depth = 0;
    let at = constraint.length;
    do {
      at -= 1;
      if (constraint[at] === ']') depth += 1;
      if (constraint[at] === '[') depth -= 1;
    } while (depth > 0 && at > 0);
    if (constraint[at - 1] !== ' ') break;
    groups.unshift(constraint.slice(at + 1, -1));
    constraint = constraint.slice(0, at).trimEnd();
  }
  return { constraint: constraint.replace(/\(in steps of [^)]*\)/, '').trim(), groups };
}

function listValues(listed: string): readonly string[] {
  if (listed === '' || listed.startsWith('<')) return [];
  const values = listed.split('|').filter((value) => value !== '');
  // The unit stands once, behind the last value.
  return values.map((value) =>
    /^-?[\d.]+(dpi|mm|bit|%|us|pel)$/.test(value) ? value.replace(/[a-z%]+$/, '') : value,
  );
}

/** One source under the name its vendor gave it, with what must be set to use it. */
export interface SaneSource {
  readonly source: PaperSource;
  /** Null where the device has no such option. */
  readonly vendorName: string | null;
  /** Options that make both sides of it: a separate switch with hpaio and epkowa. */
  readonly extra: readonly string[];
}

/** The sources of a device by our names; front before back, the first of several alike. */
export function saneSources(
  options: ReadonlyMap<string, SaneOption>,
  knowledge: SaneKnowledge,
): readonly SaneSource[] {
  const found = new Map<PaperSource, SaneSource>();
  for (const vendorName of options.get('--source')?.values ?? []) {
    const source = knowledge.sourceOf(vendorName);
    if (source !== null && !found.has(source)) found.set(source, { source, vendorName, extra: [] });
  }
  const feeder = found.get('feeder');
  if (feeder !== undefined && !found.has('feeder-duplex')) {
    const adfMode = options.get('--adf-mode')?.values.find((value) => /duplex/i.test(value));
    const extra = options.has('--duplex') ? ['--duplex=yes'] : adfMode ? [`--adf-mode=${adfMode}`] : null;
    if (extra !== null) found.set('feeder-duplex', { ...feeder, source: 'feeder-duplex', extra });
  }
  return found.size > 0 ? [...found.values()] : [{ source: 'flatbed', vendorName: null, extra: [] }];
}

/** The vendor's name for a colour mode; undefined where the device has no such option. */
export function saneMode(
  options: ReadonlyMap<string, SaneOption>,
  knowledge: SaneKnowledge,
  mode: ColourMode,
): string | undefined {
  return options.get('--mode')?.values.find((name) => knowledge.modeOf(name) === mode);
}

/** What one source can do; a device that leaves geometry out is not thereby unusable (scanservjs#350). */
export function saneCapability(
  source: PaperSource,
  options: ReadonlyMap<string, SaneOption>,
  knowledge: SaneKnowledge,
): SourceCapability {
  const modes = new Set<ColourMode>();
  for (const name of options.get('--mode')?.values ?? []) {
    const mode = knowledge.modeOf(name);
    if (mode !== null) modes.add(mode);
  }
  return {
    source,
    resolutionsDpi: resolutions(options),
    colourModes: modes.size > 0 ? [...modes] : ['colour'],
    maxArea: maxArea(options),
  };
}

function resolutions(options: ReadonlyMap<string, SaneOption>): readonly number[] {
  const option = options.get('--resolution') ?? options.get('--x-resolution');
  if (option?.range) return resolutionsInRange(option.range.min, option.range.max);
  const listed = (option?.values ?? []).map(Number).filter((dpi) => Number.isFinite(dpi) && dpi > 0);
  return listed.length > 0 ? listed.toSorted((a, b) => a - b) : [300];
}

/** Feeders centre their paper by its size: there `--page-width` holds the widest, `-x` only the present one. */
function maxArea(options: ReadonlyMap<string, SaneOption>): AreaMm | null {
  const reach = (...names: readonly string[]): number =>
    Math.max(0, ...names.map((name) => options.get(name)?.range?.max ?? 0));
  const widthMm = reach('-x', '--page-width');
  const heightMm = reach('-y', '--page-height');
  return widthMm > 0 && heightMm > 0 ? { widthMm, heightMm } : null;
}
