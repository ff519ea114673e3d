import type { FaultEntry } from './fault-entry.ts';
import { catalogueFaults } from './faults-catalogue.ts';
import { configFaults } from './faults-config.ts';
import { deskFaults } from './faults-desk.ts';
import { draftsFaults } from './faults-drafts.ts';
import { formsFaults } from './faults-forms.ts';
import { moneyFaults } from './faults-money.ts';
import { papersFaults } from './faults-papers.ts';
import { portalFaults } from './faults-portal.ts';
import { printerFaults } from './faults-printer.ts';
import { queueFaults } from './faults-queue.ts';
import { readerFaults } from './faults-reader.ts';
import { receiptFaults } from './faults-receipt.ts';
import { rpcFaults } from './faults-rpc.ts';
import { scannerFaults } from './faults-scanner.ts';
import { signInFaults } from './faults-sign-in.ts';
import { staffFaults } from './faults-staff.ts';
import { storageFaults } from './faults-storage.ts';
import { ticketsFaults } from './faults-tickets.ts';
import { trackingFaults } from './faults-tracking.ts';

/** Every failure the kiosk expects. A code is added or retired, never renamed: receipts of trouble outlive versions. */
export const faultCatalogue = {
  ...rpcFaults,
  ...storageFaults,
  ...configFaults,
  ...portalFaults,
  ...catalogueFaults,
  ...readerFaults,
  ...printerFaults,
  ...scannerFaults,
  ...formsFaults,
  ...draftsFaults,
  ...signInFaults,
  ...papersFaults,
  ...receiptFaults,
  ...queueFaults,
  ...trackingFaults,
  ...staffFaults,
  ...deskFaults,
  ...moneyFaults,
  ...ticketsFaults,
} as const satisfies Readonly<Record<string, FaultEntry>>;

export type FaultCode = keyof typeof faultCatalogue;

export const faultCodes = Object.keys(faultCatalogue) as readonly FaultCode[];

export function isFaultCode(text: string): text is FaultCode {
  return Object.hasOwn(faultCatalogue, text);
}
