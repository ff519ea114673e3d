import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One package of somebody else that ships with the kiosk. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** As an SPDX expression; `unknown` where the package does not say. */
  readonly licence: string;
  /** The licence as it lies in the package; empty where the package brings none. */
  readonly text: string;
}

interface LockEntry {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly link?: boolean;
}

/** Everything of package-lock.json that is installed here and not only for development, by name. */
export function shippedPackages(root: string): readonly ShippedPackage[] {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockEntry>>;
  };
  const found = new Map<string, ShippedPackage>();
  for (const [place, entry] of Object.entries(lock.packages)) {
    const folder = path.join(root, place);
    // The platforms of others stand in the lockfile, but not on this disk and not in this package.
    if (place === '' || entry.dev === true || entry.devOptional === true || !existsSync(folder)) continue;
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const version = entry.version ?? '';
    const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
    found.set(`${name}@${version}`, {
      name,
      version,
      licence: entry.license ?? licenceOfReadme(folder),
      text: texts.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()).join('\n\n'),
    });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A few old packages name their licence in their readme only. */
function licenceOfReadme(folder: string): string {
  const readme = readdirSync(folder).find((file) => /^readme/i.test(file));
  const text = readme === undefined ? '' : readFileSync(path.join(folder, readme), 'utf8');
  return /^#+ licen[cs]e\s+(\S+)/im.exec(text)?.[1] ?? 'unknown';
}

const head = `Third-party notices of mot-cua-kiosk

The kiosk contains the packages below, each under its own licence.

libvips (packages @img/sharp-libvips-*, and inside @img/sharp-win32-*) is under the GNU Lesser General Public License,
version 3 or later. It is a shared library of its own beside the program and may be replaced by another build of it:
put that build in the place of the file in resources/app.asar.unpacked/node_modules/@img. The texts of that licence and
of the GNU General Public License it refers to lie in resources/licences.

The fonts Be Vietnam Pro, Noto Sans and Tinos are under the SIL Open Font License 1.1; its text lies beside them.

Programs of the system (scanimage, pdftoppm) are only started, never linked.
`;

/** The notices as one text, as it ships beside the program. */
export function noticesText(root: string): string {
  const parts = shippedPackages(root).map(
    ({ name, version, licence, text }) =>
      `${'='.repeat(78)}\n${name} ${version}\n${licence}\n${text === '' ? '' : `\n${text}\n`}`,
  );
  return [head, ...parts].join('\n');
}
