/** Pure values, apart from the schemas, so that the page's first screen does not load a validator for them. */
export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

export const textSizes = ['normal', 'large', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];

export const contrasts = ['normal', 'high'] as const;
export type Contrast = (typeof contrasts)[number];

export const defaultReading: {
  readonly language: Language;
  readonly textSize: TextSize;
  readonly contrast: Contrast;
  readonly reach: boolean;
} = { language: 'vi', textSize: 'normal', contrast: 'normal', reach: false };

/** The screens of the staff lie below this place; signing out leads back to where the citizen was. */
export const staffPlace = '/staff';

export function isStaffPlace(place: string): boolean {
  return place === staffPlace || place.startsWith(`${staffPlace}/`);
}

/** A PIN of the staff: with the growing lock a guess takes decades, and it is typed on a pad like everything else. */
export const pinLength = 6;
