/** As the card writes it; the English word belongs to the screen. */
export const sexes = ['Nam', 'Nữ'] as const;
export type Sex = (typeof sexes)[number];

/** What a card says of its holder. Dates are ISO days (2003-02-10). */
export interface CardPerson {
  readonly idNumber: string;
  readonly oldIdNumber: string | null;
  readonly fullName: string;
  readonly birthDate: string;
  readonly sex: Sex;
  readonly residence: string;
  readonly issueDate: string;
}
