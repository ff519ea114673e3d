import { describe, expect, test } from 'vitest';
import {
  type FieldFormat,
  idNumberFormat,
  moneyFormat,
  phoneFormat,
  shownOffset,
  timeFormat,
  valueOffset,
} from './field-format.ts';

describe('shown digits', () => {
  test.each([
    [idNumberFormat, '064203000123', '064 203 000 123'],
    [idNumberFormat, '0642', '064 2'],
    [phoneFormat, '0912345678', '0912 345 678'],
    [moneyFormat, '20000', '20.000'],
    [moneyFormat, '1250000', '1.250.000'],
    [moneyFormat, '', ''],
    [timeFormat, '06', '06'],
    [timeFormat, '0630', '06:30'],
  ] as const)('group %#: %s', (format, value, shown) => {
    expect(format.show(value)).toBe(shown);
  });

  test.each([
    ['064 203-000.123', '064203000123'],
    ['20.000 đ', '20000'],
    ['０６４', '064'],
    ['abc', ''],
  ])('accept only the digits of %s', (text, digits) => {
    expect(idNumberFormat.accept(text)).toBe(digits);
  });

  test('carry every caret place over and back', () => {
    const formats: [FieldFormat, string][] = [
      [idNumberFormat, '064203000123'],
      [moneyFormat, '1000000'],
      [phoneFormat, '0911111111'],
      [timeFormat, '0630'],
    ];
    for (const [format, value] of formats) {
      const shown = format.show(value);
      for (let offset = 0; offset <= value.length; offset += 1) {
        const at = shownOffset(value, shown, offset);
        expect(valueOffset(value, shown, at)).toBe(offset);
      }
    }
  });
});
