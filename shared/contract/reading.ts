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
