import * as z from 'zod';

/**
 * One key as the page saw it, before any keyboard layout or input method: `code` is the place of the key
 * (`KeyboardEvent.code`), `key` what the layout made of it, for layouts that we cannot guess. Times in ms.
 */
export const rawKeySchema = z.object({
  code: z.string().max(32),
  key: z.string().max(32).optional(),
  kind: z.enum(['down', 'up']).default('down'),
  /** Where the page knows it; otherwise it follows from the Shift keys themselves. */
  shift: z.boolean().optional(),
  timeMs: z.number().nonnegative(),
});
export type RawKey = z.infer<typeof rawKeySchema>;
