const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const scales = ['', ' nghìn', ' triệu', ' tỷ', ' nghìn tỷ', ' triệu tỷ'] as const;

function digit(value: number): string {
  return digits[value] ?? '';
}

/** A group of three figures; `full` says "không trăm" and "linh" because a higher group stands before it. */
function readGroup(value: number, full: boolean): string {
  const hundreds = Math.trunc(value / 100);
  const tens = Math.trunc((value % 100) / 10);
  const ones = value % 10;
  const words: string[] = [];
  if (full || hundreds > 0) words.push(`${digit(hundreds)} trăm`);
  if (tens === 0 && ones > 0) words.push(words.length > 0 ? `linh ${digit(ones)}` : digit(ones));
  if (tens === 1) words.push('mười');
  if (tens > 1) words.push(`${digit(tens)} mươi`);
  if (tens > 0 && ones > 0) {
    if (ones === 5) words.push('lăm');
    else words.push(ones === 1 && tens > 1 ? 'mốt' : digit(ones));
  }
  return words.join(' ');
}

/** A whole number from 0 as Vietnamese is read aloud ("hai nghìn không trăm hai mươi sáu"). */
export function numberInWords(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) return String(value);
  if (value === 0) return digit(0);
  const groups: number[] = [];
  for (let rest = value; rest > 0; rest = Math.trunc(rest / 1000)) groups.push(rest % 1000);
  const words: string[] = [];
  for (let place = groups.length - 1; place >= 0; place -= 1) {
    const group = groups[place] ?? 0;
    if (group === 0) continue;
    words.push(`${readGroup(group, place < groups.length - 1)}${scales[place] ?? ''}`);
  }
  return words.join(' ');
}
