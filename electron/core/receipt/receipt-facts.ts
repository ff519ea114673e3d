import type { KioskConfig } from '../../../shared/config/index.ts';
import type { Delivery, DossierContent, DossierPerson, FeeClaim } from '../../../shared/dossier/manifest.ts';
import { type ReceiptCode, receiptQr, shownCode } from '../../../shared/dossier/receipt-code.ts';
import { type FeeLine, pagedFeeVnd } from '../../../shared/procedure/index.ts';

/** What the catalogue and the calendar say about a dossier's procedure; `readProcedureFacts` makes it. */
export interface ProcedureFacts {
  readonly nameEn: string | null;
  /** "3 ngày làm việc"; null when the catalogue has no time with a unit. */
  readonly processingTime: string | null;
  /** What the catalogue says it costs; null when that is unknown or depends on the case. */
  readonly fee: { readonly isFree: boolean; readonly vi: string; readonly en: string } | null;
  /** How many originals and copies each paper asks for, by component. */
  readonly counts: Readonly<Record<string, { readonly originals: number; readonly copies: number }>>;
  /** "dự kiến": a day off in between is not confirmed (FACTS 7). */
  readonly dueIsProvisional: boolean;
  /** Set for chứng thực: how each copy is priced, and how many copies were asked for when that is known. */
  readonly certification: { readonly feeLine: FeeLine | null; readonly copies: number | null } | null;
}

/** A paper of the list. `originals` and `copies` are what the procedure asks for on paper. */
export interface ReceiptPaper {
  readonly title: string;
  readonly state: 'handed-in' | 'later' | 'shown-only';
  /** Pages of the file; 0 when there is none. */
  readonly pages: number;
  readonly originals: number;
  readonly copies: number;
  /** An officer held the original beside the scan. */
  readonly isCompared: boolean;
}

/** A row of the chứng thực variant; null stands for what the officer fills in. */
export interface CertifiedPaper {
  /** Null: the row of that number in the list that the form counts. */
  readonly title: string | null;
  readonly pages: number;
  readonly copies: number | null;
  readonly feeVnd: number | null;
}

/** Everything a receipt says, before it is put in words. Times in ms since 1970. */
export interface ReceiptFacts {
  readonly kind: DossierContent['kind'];
  readonly revision: number;
  /** As it is read aloud; `barcodeText` is the same without the groups. */
  readonly code: string;
  readonly barcodeText: string;
  readonly isTemporary: boolean;
  /** As it is read aloud. */
  readonly temporaryCode: string;
  readonly qrText: string;
  /** 0 is the receipt itself; n is printed as "BẢN SAO SỐ n". */
  readonly copy: number;
  readonly office: KioskConfig['office'];
  readonly kioskId: string;
  readonly procedure: { readonly code: string; readonly name: string } & ProcedureFacts;
  readonly filer: DossierPerson;
  /** Null when one files for oneself. */
  readonly owner: DossierPerson | null;
  readonly needsIdentityCheck: boolean;
  readonly papers: readonly ReceiptPaper[];
  readonly pagesHandedIn: number;
  /** Null: the kiosk's clock was not to be believed. */
  readonly receivedAtMs: number | null;
  /** Null: "theo thông báo". */
  readonly due: { readonly atMs: number; readonly provisional: boolean } | null;
  readonly delivery: Delivery;
  readonly fee: FeeClaim;
  /** Cash that an officer holds for it, each with who took it and when. */
  readonly cash: readonly {
    readonly vnd: number;
    readonly officer: string | null;
    readonly atMs: number;
  }[];
  readonly certified: readonly CertifiedPaper[] | null;
  readonly withdrawalReason: string | null;
  readonly printedAtMs: number;
}

/** Puts together what a receipt says of one sealed revision. Pure. */
export function receiptFacts(input: {
  readonly content: DossierContent;
  readonly officialCode: string | null;
  readonly office: KioskConfig['office'];
  readonly procedure: ProcedureFacts;
  readonly cash: ReceiptFacts['cash'];
  readonly copy: number;
  readonly printedAtMs: number;
}): ReceiptFacts {
  const { content, officialCode, procedure } = input;
  const temporary: ReceiptCode = { kind: 'temporary', code: content.temporaryCode };
  const code: ReceiptCode = officialCode === null ? temporary : { kind: 'official', code: officialCode };
  const papers = papersOf(content, procedure);
  const { filer, owner, needsIdentityCheck } = content.persons;
  const dueAt = content.clockTrusted ? content.dueAt : null;
  return {
    kind: content.kind,
    revision: content.revision,
    code: shownCode(code),
    barcodeText: code.code,
    isTemporary: officialCode === null,
    temporaryCode: shownCode(temporary),
    qrText: receiptQr(code),
    copy: input.copy,
    office: input.office,
    kioskId: content.kioskId,
    procedure: { code: content.procedureCode, name: content.procedureName, ...procedure },
    filer,
    owner: isSamePerson(filer, owner) ? null : owner,
    needsIdentityCheck,
    papers,
    pagesHandedIn: papers.reduce((sum, { pages }) => sum + pages, 0),
    receivedAtMs: content.clockTrusted ? Date.parse(content.sealedAt) : null,
    due: dueAt === null ? null : { atMs: Date.parse(dueAt), provisional: procedure.dueIsProvisional },
    delivery: content.delivery,
    fee: content.fee,
    cash: input.cash,
    certified: certifiedOf(content, procedure),
    withdrawalReason: content.withdrawalReason,
    printedAtMs: input.printedAtMs,
  };
}

function isSamePerson(one: DossierPerson, other: DossierPerson): boolean {
  return (
    one.fullName === other.fullName &&
    one.idNumber === other.idNumber &&
    one.birthDate === other.birthDate &&
    one.address === other.address
  );
}

function papersOf(content: DossierContent, { counts }: ProcedureFacts): readonly ReceiptPaper[] {
  const asked = (id: string | null) => (id === null ? undefined : counts[id]) ?? { originals: 0, copies: 0 };
  const files = content.files.toSorted((a, b) => a.ordinal - b.ordinal);
  return [
    ...files.map(({ title, pageCount, componentId, compared }): ReceiptPaper => {
      const isCompared = compared !== undefined;
      return { title, state: 'handed-in', pages: pageCount, isCompared, ...asked(componentId) };
    }),
    ...content.absent.flatMap(({ title, because, componentId }): readonly ReceiptPaper[] => {
      if (because === 'not-needed') return [];
      return [{ title, state: because, pages: 0, isCompared: false, ...asked(componentId) }];
    }),
  ];
}

function certifiedOf(
  content: DossierContent,
  { certification }: ProcedureFacts,
): readonly CertifiedPaper[] | null {
  if (certification === null || content.kind === 'withdrawal') return null;
  const { feeLine, copies } = certification;
  const feeOf = (order: { readonly pages: number; readonly copies: number }): number | null =>
    feeLine === null ? null : pagedFeeVnd(feeLine, order);
  const files = content.files.filter(({ kind }) => kind !== 'form');
  // What the fee was reckoned from is what the table must come to, however many pages were scanned.
  const counted = content.fee.basis?.papers ?? [];
  if (counted.length > 0) {
    const isSame = counted.length === files.length;
    return counted.map((order, index) => ({
      title: isSame ? (files[index]?.title ?? null) : null,
      ...order,
      feeVnd: feeOf(order),
    }));
  }
  return files.map(({ title, pageCount: pages }) => ({
    title,
    pages,
    copies,
    feeVnd: copies === null ? null : feeOf({ pages, copies }),
  }));
}
