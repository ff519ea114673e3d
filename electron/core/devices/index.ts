export {
  createPrinter,
  createPrinters,
  type Paper,
  type PrinterNews,
  type Printers,
} from './printer/index.ts';
export { decodeShownCode } from './reader/decode-shown-code.ts';
export { createDemoReader, type DemoReader } from './reader/drivers/demo.ts';
export { createHidPosReader } from './reader/drivers/hid-pos.ts';
export { type HidModule, loadNodeHid } from './reader/hid-module.ts';
export type { Reader, ReaderState } from './reader/reader.port.ts';
export { createReaders } from './reader/readers.ts';
export { readReportLayouts } from './reader/scanner-models.ts';
export {
  createSamplePapers,
  createScanners,
  type PageSink,
  type SamplePapers,
  type ScannedPage,
  type ScannerNews,
  type Scanners,
  type ScanProgress,
  spoolFolderFor,
} from './scanner/index.ts';
