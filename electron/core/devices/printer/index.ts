import type { Clock } from '../../../../shared/clock.ts';
import type { KioskConfig } from '../../../../shared/config/index.ts';
import type { CertificatePins } from '../judged-connection.ts';
import { createEscposPrinter } from './drivers/escpos/escpos.ts';
import { deviceLink, type OpenLink, tcpLink } from './drivers/escpos/links.ts';
import { serialLink } from './drivers/escpos/serial-link.ts';
import { createFolderPrinter } from './drivers/folder.ts';
import { createIppPrinter } from './drivers/ipp/ipp.ts';
import type { Printer } from './printer.port.ts';
import { createPageRenderer } from './render-pages.ts';

export type { Paper } from './printer.port.ts';
export { createPrinters, type PrinterNews, type Printers } from './printers.ts';

/** Makes the printer that a configuration describes; nothing is asked of it before the first print or check. */
export function createPrinter(
  settings: KioskConfig['printers'][number],
  deps: { readonly clock: Clock; readonly pins?: CertificatePins },
): Printer {
  const { clock } = deps;
  switch (settings.driver) {
    case 'folder':
      return createFolderPrinter({ folder: settings.path, clock });
    case 'ipp':
      return createIppPrinter({
        address: settings.address,
        paper: settings.paper,
        certificates: settings.certificates,
        pins: deps.pins ?? pinsOfThisRun(),
        clock,
        render: createPageRenderer({ clock }),
      });
    case 'escpos': {
      const { transport } = settings;
      return createEscposPrinter({
        name: transport.kind === 'tcp' ? `${transport.host}:${transport.port}` : transport.path,
        openLink: escposLink(transport, clock),
        widthMm: settings.widthMm,
        clock,
        render: createPageRenderer({ clock }),
      });
    }
  }
}

function escposLink(
  transport: Extract<KioskConfig['printers'][number], { driver: 'escpos' }>['transport'],
  clock: Clock,
): OpenLink {
  switch (transport.kind) {
    case 'tcp':
      return tcpLink({ ...transport, clock });
    case 'device':
      return deviceLink({ ...transport, clock });
    case 'serial':
      return serialLink(transport);
  }
}

/** Without a place to keep them, certificates are held against the first of this run. */
function pinsOfThisRun(): CertificatePins {
  const pins = new Map<string, string>();
  return { find: (host) => pins.get(host), keep: (host, fingerprint) => void pins.set(host, fingerprint) };
}
