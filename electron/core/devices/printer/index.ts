export { createFolderPrinter } from './drivers/folder.ts';
export type { Paper } from './printer.port.ts';
export { createPrinters, type PrinterNews, type Printers } from './printers.ts';
