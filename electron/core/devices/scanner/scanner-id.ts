import type { ScannerId } from './scanner.port.ts';

/** One text per scanner, for maps, logs, configuration and the health screen: `escl:Brother:MFC-L2710DW:E78123`. */
export function scannerKey(id: ScannerId): string {
  return [id.driver, id.vendor, id.model, id.serial ?? ''].map(cleaned).join(':');
}

/** Names come from devices: no separators, no control characters, not endless. */
function cleaned(part: string): string {
  return (
    part
      // biome-ignore lint/suspicious/noControlCharactersInRegex: devices send them
      .replace(/[:\u0000-\u001f\u007f]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 80)
  );
}
