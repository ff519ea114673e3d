export { createFolderPrinter } from './drivers/folder.ts';
export { type Paper, type Printed, type PrintJob, papers } from './printer.port.ts';
export { createPrinters, type PrinterNews, type Printers } from './printers.ts';
