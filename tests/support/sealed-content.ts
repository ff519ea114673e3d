import type { DossierContent, DossierPerson } from '../../shared/dossier/manifest.ts';
import { makeTemporaryCode } from '../../shared/dossier/temporary-code.ts';

export const sealedDossierId = '01938d6e-0000-7000-8000-00000000000a';
export const sealedTemporaryCode = makeTemporaryCode({ kioskId: 'GR2', date: '2026-11-23', number: 7 });

const an: DossierPerson = {
  fullName: 'Nguyễn Văn An',
  idNumber: '064203000123',
  birthDate: '2003-02-10',
  phone: '0912000345',
  email: 'an.nguyen@example.vn',
  address: 'Thôn 1, Xã Chư Păh, tỉnh Gia Lai',
};

/** A sealed birth registration of synthetic people, with what the test changes. */
export function sealedContent(change: Partial<DossierContent> = {}): DossierContent {
  const file = (ordinal: number, title: string, pageCount: number): DossierContent['files'][number] => ({
    ordinal,
    componentId: ordinal === 1 ? null : `1.001193-0${ordinal}`,
    kind: ordinal === 1 ? 'form' : 'paper',
    title,
    mediaType: 'application/pdf',
    sizeBytes: 10_000,
    sha256: '0'.repeat(64),
    pageCount,
    doubtfulPages: [],
  });
  return {
    format: 1,
    dossierId: sealedDossierId,
    revision: 0,
    kind: 'submission',
    kioskId: 'GR2',
    agencyCode: '000.00.00.H21',
    communeCode: '23722',
    temporaryCode: sealedTemporaryCode,
    procedureCode: '1.001193',
    procedureName: 'Thủ tục đăng ký khai sinh',
    catalogueVersion: '2026-11-22',
    formVersion: '1',
    sealedAt: '2026-11-23T08:30:00.000Z',
    clockTrusted: true,
    dueAt: '2026-11-25T10:00:00.000Z',
    persons: { filer: an, owner: an, trust: 'card-qr', needsIdentityCheck: true },
    answers: {},
    delivery: { way: 'office' },
    fee: { amountVnd: null, exemptionClaimed: false, way: 'counter' },
    files: [
      file(1, 'Tờ khai đăng ký khai sinh', 2),
      file(2, 'Giấy chứng sinh', 1),
      file(3, 'Giấy chứng nhận kết hôn', 4),
    ],
    absent: [{ componentId: '1.001193-04', title: 'Văn bản ủy quyền', because: 'later' }],
    supplementOf: null,
    withdrawalReason: null,
    ...change,
  };
}
