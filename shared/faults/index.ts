export { type FaultCode, faultCatalogue, faultCodes, isFaultCode } from './catalogue.ts';
export { type PrinterFaultCode, printerFaultCodes } from './faults-printer.ts';
export { type FaultDetails, isKioskFault, KioskFault } from './kiosk-fault.ts';
