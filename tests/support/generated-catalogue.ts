import path from 'node:path';
import {
  type CatalogueVersion,
  readFolder,
  readVersion,
} from '../../electron/core/catalogue/read-version.ts';
import { assertDefined } from '../../shared/assert.ts';
import type { Procedure } from '../../shared/procedure/index.ts';

const shipped = path.resolve(import.meta.dirname, '../../resources/catalogue/2026-11-22');

/** The catalogue that ships, checked. */
export function shippedVersion(): CatalogueVersion {
  return assertDefined(readVersion(readFolder(shipped)).version, 'shipped catalogue');
}

const cases = [
  'lần đầu',
  'cấp lại do mất',
  'cấp đổi',
  'gia hạn',
  'điều chỉnh nội dung',
  'thu hồi',
  'có yếu tố nước ngoài',
  'đối với tổ chức',
  'đối với hộ gia đình',
  'tại khu vực biên giới',
  'đối với người cao tuổi',
  'theo quy định chuyển tiếp',
];

/**
 * A catalogue of every level of government: the shipped procedures, each again in further cases with the papers and
 * words of its own kind, until there are `count`. The same every time.
 */
export function generatedVersion(count: number): CatalogueVersion {
  const version = shippedVersion();
  const procedures = new Map(version.procedures);
  const models = [...version.procedures.values()];
  const rows = [...version.rows.values()];
  for (let made = 0; procedures.size + version.rows.size < count; made += 1) {
    const model = assertDefined(models[made % models.length], 'model');
    const row = assertDefined(rows[(made * 7) % rows.length], 'row');
    const kind = assertDefined(cases[made % cases.length], 'case');
    const code = `7.${String(made).padStart(6, '0')}`;
    // Half keep the subject of a described procedure, half take that of a listed one, with papers of the first.
    const subject = made % 2 === 0 ? model.name : row.name;
    const name = `${subject} ${kind}`;
    procedures.set(code, {
      ...model,
      code,
      name,
      nameEn: `${model.nameEn} (${made})`,
      everyday: {
        vi: made % 2 === 0 ? `${model.everyday.vi} ${kind}` : name.slice(0, 60),
        en: model.everyday.en,
      },
      searchWords: [`${firstWords(subject)} ${kind}`, `${kind} ${row.field.toLowerCase()}`],
      popular: false,
      field: made % 2 === 0 ? model.field : row.field,
    } satisfies Procedure);
  }
  return { ...version, procedures };
}

function firstWords(text: string): string {
  return text.split(/\s+/).slice(0, 5).join(' ').toLowerCase();
}
