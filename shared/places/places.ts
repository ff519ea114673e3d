import * as z from 'zod';
import { foldText } from '../form/letters.ts';

const row = z.tuple([z.string().regex(/^\d{5}$/u), z.string().min(1), z.enum(['P', 'X', 'D'])]);

/** The shape of resources/places/admin-units.json: dated data, replaceable without a new program. */
export const placesFileSchema = z.strictObject({
  asOf: z.iso.date(),
  sources: z.array(z.string()),
  provinces: z.array(
    z.strictObject({
      code: z.string().regex(/^\d{2}$/u),
      name: z.string().min(1),
      type: z.enum(['Tỉnh', 'Thành phố']),
    }),
  ),
  /** By province code: [commune code, name, P(hường) | X(ã) | D (đặc khu)]. */
  communes: z.record(z.string(), z.array(row)),
  /** [code of the unit today, old name with its type, old district, old province]; empty text where unknown. */
  formerly: z.array(z.tuple([z.string(), z.string(), z.string(), z.string()])),
  /** Three-digit beginnings of identity numbers of the 63 old provinces; an unknown one only warns. */
  idPrefixes: z.array(z.string().regex(/^\d{3}$/u)),
});
export type PlacesFile = z.infer<typeof placesFileSchema>;

export interface Province {
  readonly code: string;
  readonly name: string;
  readonly type: 'Tỉnh' | 'Thành phố';
}

export interface Commune {
  readonly code: string;
  readonly name: string;
  readonly type: 'Phường' | 'Xã' | 'Đặc khu';
  readonly provinceCode: string;
}

/** An old unit and what it is part of today. */
export interface OldPlace {
  readonly name: string;
  readonly district: string;
  readonly province: string;
  readonly now: Commune;
}

export type PlaceHit =
  | { readonly kind: 'commune'; readonly commune: Commune }
  | { readonly kind: 'old'; readonly old: OldPlace };

/** Where people live: the units of today, and the old names that papers still carry. */
export interface Places {
  readonly asOf: string;
  readonly provinces: readonly Province[];
  findProvince(code: string): Province | undefined;
  findCommune(code: string): Commune | undefined;
  communesOf(provinceCode: string): readonly Commune[];
  /** Accent-free: names that begin with the text first, then names that hold it, then old names. */
  search(
    text: string,
    options?: { readonly provinceCode?: string; readonly limit?: number },
  ): readonly PlaceHit[];
  /** What an old address ("xã Nghĩa Hòa, huyện Chư Păh, Gia Lai") may be today; best match first, often empty. */
  matchOld(address: string): readonly OldPlace[];
  /** "xã Chư Păh, tỉnh Gia Lai". */
  nameOf(commune: Commune): string;
  knowsIdPrefix(prefix: string): boolean;
}

const typeNames = { P: 'Phường', X: 'Xã', D: 'Đặc khu' } as const;
const unitWords =
  /^(?:phuong|xa|dac khu|thi tran|thi xa|thanh pho|quan|huyen|tinh|tp\.?|tx\.?|tt\.?|p\.|x\.|h\.|q\.|t\.)\s*/u;

/** A name without the word for its type, folded: "Xã Nghĩa Hoà" and "nghia hoa" are the same. */
export function foldPlaceName(text: string): string {
  return foldText(text)
    .replace(/\(.*?\)/gu, ' ')
    .replace(/[-.']/gu, (sign) => (sign === '.' ? '. ' : ' '))
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(unitWords, '')
    .trim();
}

/** Builds the look-ups over one checked data file; about 3,300 names, so a linear search is quick enough. */
export function createPlaces(file: PlacesFile): Places {
  const provinces = new Map(file.provinces.map((province) => [province.code, province]));
  const byProvince = new Map<string, readonly Commune[]>();
  const communes = new Map<string, Commune>();
  for (const [provinceCode, rows] of Object.entries(file.communes)) {
    const list = rows.map(([code, name, type]) => ({ code, name, type: typeNames[type], provinceCode }));
    byProvince.set(provinceCode, list);
    for (const commune of list) communes.set(commune.code, commune);
  }
  const folded = [...communes.values()].map((commune) => ({ commune, name: foldPlaceName(commune.name) }));
  const oldPlaces = file.formerly.flatMap(([code, name, district, province]) => {
    const now = communes.get(code);
    return now === undefined ? [] : [{ old: { name, district, province, now }, folded: foldPlaceName(name) }];
  });
  const prefixes = new Set(file.idPrefixes);

  function nameOf(commune: Commune): string {
    const province = provinces.get(commune.provinceCode);
    const unit = `${commune.type.toLowerCase()} ${commune.name}`;
    return province === undefined ? unit : `${unit}, ${province.type.toLowerCase()} ${province.name}`;
  }

  return {
    asOf: file.asOf,
    provinces: file.provinces,
    findProvince: (code) => provinces.get(code),
    findCommune: (code) => communes.get(code),
    communesOf: (provinceCode) => byProvince.get(provinceCode) ?? [],
    search(text, options = {}) {
      const wanted = foldPlaceName(text);
      const limit = options.limit ?? 20;
      const here = (code: string) => options.provinceCode === undefined || code === options.provinceCode;
      const first: PlaceHit[] = [];
      const later: PlaceHit[] = [];
      for (const { commune, name } of folded) {
        if (!here(commune.provinceCode) || !name.includes(wanted)) continue;
        (name.startsWith(wanted) ? first : later).push({ kind: 'commune', commune });
      }
      const old = oldPlaces
        .filter(
          (place) => wanted.length > 0 && here(place.old.now.provinceCode) && place.folded.startsWith(wanted),
        )
        .filter((place) => place.folded !== foldPlaceName(place.old.now.name))
        .map((place): PlaceHit => ({ kind: 'old', old: place.old }));
      return [...first, ...old, ...later].slice(0, limit);
    },
    matchOld(address) {
      const parts = address
        .split(/[,;\n]/u)
        .map(foldPlaceName)
        .filter((part) => part.length > 1);
      const scored = oldPlaces.flatMap(({ old, folded: name }) => {
        const at = parts.indexOf(name);
        if (at < 0) return [];
        const rest = parts.slice(at + 1);
        const district = old.district !== '' && rest.includes(foldPlaceName(old.district)) ? 2 : 0;
        const province = rest.some((part) => isProvincePart(part, old)) ? 1 : 0;
        return [{ old, score: district + province }];
      });
      return scored.sort((one, two) => two.score - one.score).map(({ old }) => old);
    },
    nameOf,
    knowsIdPrefix: (prefix) => prefixes.has(prefix),
  };

  function isProvincePart(part: string, old: OldPlace): boolean {
    const now = provinces.get(old.now.provinceCode);
    return part === foldPlaceName(old.province) || (now !== undefined && part === foldPlaceName(now.name));
  }
}

/** Parses the data file once at the border and builds the look-ups. */
export function readPlaces(json: unknown): Places {
  return createPlaces(placesFileSchema.parse(json));
}
