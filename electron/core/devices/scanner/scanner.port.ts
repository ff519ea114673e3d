import type { FaultCode } from '../../../../shared/faults/index.ts';

/** Where paper lies. "Duplex" is the feeder reading both sides of each sheet. */
export const paperSources = ['flatbed', 'feeder', 'feeder-duplex'] as const;
export type PaperSource = (typeof paperSources)[number];

export const colourModes = ['colour', 'grey', 'black-white'] as const;
export type ColourMode = (typeof colourModes)[number];

/** What the picture of a page may be; PDFs come from an inbox, or from network scanners that know nothing else. */
export const pageFormats = ['jpeg', 'png', 'tiff', 'pdf'] as const;
export type PageFormat = (typeof pageFormats)[number];

export const scannerDrivers = ['sane', 'escl', 'inbox', 'naps2'] as const;
export type ScannerDriverName = (typeof scannerDrivers)[number];

/** What a scanner is known by. Never its path or address: those change with the socket and the network. */
export interface ScannerId {
  readonly driver: ScannerDriverName;
  readonly vendor: string;
  readonly model: string;
  /** Null where nobody tells it; two such scanners of one model cannot be told apart. */
  readonly serial: string | null;
}

export interface AreaMm {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** What one source of a scanner can do. */
export interface SourceCapability {
  readonly source: PaperSource;
  /** Ascending. A scanner with a range lists the usual values in it. */
  readonly resolutionsDpi: readonly number[];
  readonly colourModes: readonly ColourMode[];
  /** The largest paper; null where the scanner does not say. */
  readonly maxArea: AreaMm | null;
}

/** Never empty: a scanner that tells nothing of itself counts as a glass of A4. */
export interface ScannerCapabilities {
  readonly sources: readonly SourceCapability[];
}

/** Whose paper this is: opaque to every driver, carried to each page and through every recovery. */
export interface ScanReference {
  readonly dossierId: string;
  readonly componentId: string;
}

/** What the person wants scanned. The scanner does the nearest thing that it can; each page says what it got. */
export interface ScanJob {
  /** Unique for ever; with the page's ordinal it names a page, also after a crash. Letters, digits and hyphens. */
  readonly id: string;
  readonly reference: ScanReference;
  /** `scannerKey` of one scanner; null takes the first that is ready, in the order of the configuration. */
  readonly scanner: string | null;
  /** `auto`: the feeder when it is loaded, else the glass. */
  readonly source: PaperSource | 'auto';
  readonly dpi: number;
  readonly colour: ColourMode;
  readonly area: PageArea;
  /** Stop after this many pages; null until the feeder is empty (the glass has one). */
  readonly pageLimit: number | null;
}

/** `max` is everything the source can see, for papers larger or odder than the usual ones. */
export const pageAreas = ['a4', 'a5', 'letter', 'legal', 'id-card', 'max'] as const;
export type PageArea = (typeof pageAreas)[number];

/** One page, whole and looked at from outside (type, size, resolution), its picture still a file of its own. */
export interface ScannedPage {
  readonly jobId: string;
  readonly reference: ScanReference;
  /** From 1 in the order of the paper. `jobId` and `ordinal` name the page: offered twice, it is the same page. */
  readonly ordinal: number;
  readonly format: PageFormat;
  readonly sizeBytes: number;
  /** Pixels; null for a PDF. */
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** What makes the page its true size; null when nobody knows. */
  readonly dpi: number | null;
  /** The encoded picture. The file is there until `accept` has resolved, then it is gone. */
  readonly path: string;
}

/** Who keeps the pages. A page leaves the scanner's folder only after `accept` has resolved. */
export interface PageSink {
  /** Stores one page durably; called for one page at a time, in order. May be called again for a page it has. */
  accept(page: ScannedPage): Promise<void>;
}

export type ScanProgress =
  | { readonly kind: 'starting' }
  /** It does not answer yet, as a scanner that sleeps does. */
  | { readonly kind: 'waking' }
  | { readonly kind: 'waiting-for-paper' }
  /** Somebody else is scanning, or the lamp warms up. */
  | { readonly kind: 'waiting-for-scanner' }
  /** `share` (0-1) of this page; null where the scanner does not tell. */
  | { readonly kind: 'scanning'; readonly page: number; readonly share: number | null }
  /** The sink has this page. */
  | { readonly kind: 'stored'; readonly page: number };

export interface ScanOptions {
  /** Aborting ends the scan calmly: pages that the sink has stay, the result says `cancelled`. */
  readonly signal: AbortSignal;
  readonly sink: PageSink;
  readonly onProgress: (progress: ScanProgress) => void;
}

export interface ScanResult {
  readonly scanner: ScannerId;
  /** Pages that the sink has. */
  readonly pages: number;
  readonly end: 'done' | 'page-limit' | 'cancelled';
}

/** How a driver's scan came to its end; everything else is a thrown SCANNER_… fault. */
export type ScanEnd = 'done' | 'out-of-paper' | 'page-limit';

/** What a driver is given to scan with. */
export interface ScanRun {
  readonly job: ScanJob;
  /** Aborted by the person, or because a page could not be stored. */
  readonly signal: AbortSignal;
  /** A private folder of this job: page files are made here. */
  readonly folder: string;
  /** Pages that came before this run (after waiting for paper); the next one is this plus one. */
  readonly pagesBefore: number;
  /**
   * Hands over a finished page file. Resolves when the driver may bring the next one: at most one page is being
   * stored while another comes. Rejects with SCANNER_PAGE_… when the file is not what it should be.
   */
  page(file: PageFile): Promise<void>;
  progress(progress: ScanProgress): void;
}

export interface PageFile {
  readonly path: string;
  /** The resolution that was asked for, where the driver knows it. */
  readonly dpi: number | null;
  /** The area that was asked for; tells which of two resolutions is true. */
  readonly area: AreaMm | null;
}

/** A scanner that a driver sees now. */
export interface FoundScanner {
  readonly id: ScannerId;
  /** Rejects with a SCANNER_… fault. */
  capabilities(signal: AbortSignal): Promise<ScannerCapabilities>;
  /** What is wrong with it now; null when nothing is, undefined when it cannot be asked without scanning. */
  trouble(signal: AbortSignal): Promise<FaultCode | null | undefined>;
  scan(run: ScanRun): Promise<ScanEnd>;
}

/** One way to reach scanners. */
export interface ScannerDriver {
  readonly name: ScannerDriverName;
  /** How often to look for scanners that came or went. */
  readonly lookEveryMs: number;
  start(): void;
  /** Those that are there now; rejects with a fault when this way cannot be used at all. */
  find(signal: AbortSignal): Promise<readonly FoundScanner[]>;
  /** Puts aside what the last person left behind, where there can be such a thing. */
  endVisit(): Promise<void>;
  stop(): Promise<void>;
}

/** How one scanner is. */
export type ScannerState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'scanning' }
  | { readonly kind: 'waiting'; readonly for: 'paper' | 'scanner' }
  /** It failed and is asked again by itself until it answers. */
  | { readonly kind: 'recovering'; readonly fault: FaultCode }
  /** A person must do something at the scanner; it may be tried again at any time. */
  | { readonly kind: 'fault'; readonly fault: FaultCode }
  /** It was here and is gone. */
  | { readonly kind: 'absent'; readonly fault: FaultCode };

export interface ScannerView {
  readonly key: string;
  readonly id: ScannerId;
  readonly state: ScannerState;
}

/** All scanners of the kiosk. One that is dead never hides another. */
export interface Scanners {
  /** Begins to look for scanners and tells the whole list whenever something in it changes. */
  start(onNews: (news: ScannerNews) => void): void;
  list(): readonly ScannerView[];
  /** Resolves when each driver has looked once more (a technician plugged something in). */
  lookAgain(): Promise<void>;
  /** Rejects with SCANNER_NONE, SCANNER_LOST or what the scanner says. */
  capabilities(key: string, signal: AbortSignal): Promise<ScannerCapabilities>;
  /**
   * Scans until the paper is out; waits for paper and for a busy scanner by itself. Rejects with a SCANNER_… fault
   * whose details hold `pages`, the number that the sink has, and with the sink's own fault when a page could not be
   * kept: that page stays in the folder and is among the `leftovers`.
   */
  scan(job: ScanJob, options: ScanOptions): Promise<ScanResult>;
  /** Pages that were scanned but not stored, after a crash or a full disk, with the dossier they belong to. */
  leftovers(): Promise<readonly Leftover[]>;
  /** Called when a person leaves: nothing of theirs may lie where the next one scans. */
  endVisit(): Promise<void>;
  stop(): Promise<void>;
}

export interface ScannerNews {
  readonly scanners: readonly ScannerView[];
  /** The state that speaks for all; `none` until a scanner was seen. */
  readonly overall: ScannerState | { readonly kind: 'none'; readonly fault: FaultCode | null };
}

/** Pages of one job that are still in its folder. */
export interface Leftover {
  readonly jobId: string;
  readonly reference: ScanReference;
  readonly pages: number;
  /** Hands them to the sink in order; each file is gone when the sink has it. */
  handOver(sink: PageSink): Promise<void>;
  /** Destroys them, when the dossier is gone. */
  discard(): Promise<void>;
}
