export type SignatureState = 'present' | 'absent' | 'broken-bytes';

/** One signature as far as bytes tell. */
export interface PdfSignature {
  /** The signed bytes are where the signature says, and their digest is the one that was signed, where it is readable. */
  readonly isIntact: boolean;
  /** Nothing was added behind the signed bytes. */
  readonly coversFile: boolean;
}

/** What is known of a PDF that somebody brought; its bytes are stored as they came, never written anew. */
export interface BroughtPdf {
  readonly pageCount: number;
  /**
   * `present`: signed, and the bytes are those that were signed. `broken-bytes`: signed, but bytes were changed, added
   * or lost since. Whose signature it is and whether it counts is for the portal to say: no certificate is judged here.
   */
  readonly signature: SignatureState;
  readonly signatures: readonly PdfSignature[];
}

export interface BroughtPdfLimits {
  readonly maxBytes: number;
  /** All that is packed in the file may unpack to no more than this. */
  readonly maxUnpackedBytes: number;
}

/** Portals take near 20 MB [unverified, FACTS 4]; a page of a scan unpacks to some 30 MB. */
export const usualBroughtLimits: BroughtPdfLimits = {
  maxBytes: 19_000_000,
  maxUnpackedBytes: 1_000_000_000,
};
