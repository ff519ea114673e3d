import type { Page } from 'playwright';

/** Types on the kiosk's own keyboard, key by key with a finger; the keyboard must be open. */
export async function typeByTouch(page: Page, text: string): Promise<void> {
  const keyboard = page.getByRole('region', { name: /^(Bàn phím|Keyboard)$/ });
  for (const letter of text) {
    const name = letter === ' ' ? /^(Dấu cách|Space)/ : new RegExp(`^${letter}$`, 'i');
    await keyboard.getByRole('button', { name }).tap();
  }
}
