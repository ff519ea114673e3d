/** A label and what is written behind it; an empty value is a line to write on. */
export interface FormLine {
  readonly label: string;
  readonly value: string;
  readonly strong?: boolean;
}

export interface FormTable {
  readonly head: readonly string[];
  /** Parts of the table's width. */
  readonly widths: readonly number[];
  /** Columns whose cells stand in the middle. */
  readonly centred: readonly number[];
  readonly rows: readonly (readonly string[])[];
  /** Size of the letters in points, where many columns need it small. */
  readonly size?: number;
}

/** What stands at the head of every official paper (NĐ 30/2020 annex I). */
export interface FormHead {
  readonly agency: readonly string[];
  readonly country: string;
  readonly motto: string;
  readonly placeDate: string;
  readonly formNumber: string;
}

/** Who signs, how, and what is printed below the room for the signature. */
export interface FormSignature {
  readonly title: string;
  readonly hint: string;
  readonly below: string;
  /** Not the name of a person. */
  readonly isRemark?: boolean;
}
