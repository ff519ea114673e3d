/** After these a name goes on with a capital: Lê-na → Lê-Na, h'bia → H'Bia, y.bhăm → Y.Bhăm. */
const nameParts = /(^|[\s\-'’ʼ.(/])(\p{L})/gu;

/**
 * Writes a person's or place's name with one capital a word: "NGUYỄN THỊ ĐÀO" → "Nguyễn Thị Đào",
 * "r'com h'ơ̆i" → "R'Com H'Ơ̆i". Spaces are single; the result is NFC.
 */
export function titleCaseName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase()
    .replace(nameParts, (_, before: string, letter: string) => before + letter.toUpperCase())
    .normalize('NFC');
}
