import { describe, expect, test } from 'vitest';
import { convertToneStyle, foldForSearch, toneStyleKey } from './fold.ts';
import { titleCaseName } from './names.ts';
import { suggestForRawKeys } from './raw-telex.ts';

describe('search', () => {
  test.each([
    ['Đặng Thị Hòa', 'dang thi hoa'],
    ['ĐẶNG  THỊ HOÀ ', 'dang thi hoa'],
    ['Nguyễn'.normalize('NFD'), 'nguyen'],
    ['Chư Păh', 'chu pah'],
    ['Ơ̆ ƀ ñ č ĭ', 'o b n c i'],
    ['H’Bia', "h'bia"],
  ])('finds %s as %s', (text, key) => {
    expect(foldForSearch(text)).toBe(key);
  });
});

describe('comparing names', () => {
  test('tells accents apart, not tone styles, case or normal forms', () => {
    expect(toneStyleKey('Hòa')).toBe(toneStyleKey('HOÀ'));
    expect(toneStyleKey('Thủy')).toBe(toneStyleKey('Thuỷ'.normalize('NFD')));
    expect(toneStyleKey('Hòa')).not.toBe(toneStyleKey('Hoa'));
    expect(toneStyleKey('Đào')).not.toBe(toneStyleKey('Dào'));
    expect(toneStyleKey('Ơ̆')).not.toBe(toneStyleKey('Ơ'));
  });
});

describe('tone style', () => {
  test.each([
    ['hòa khỏe thủy ủy', 'hoà khoẻ thuỷ uỷ'],
    ['Hòa Bình, Quý, già, toán', 'Hoà Bình, Quý, già, toán'],
    ['HÒA', 'HOÀ'],
  ])('turns %s into %s and back', (old, modern) => {
    expect(convertToneStyle(old, 'new')).toBe(modern);
    expect(convertToneStyle(modern, 'old')).toBe(old);
  });

  test('leaves other words alone', () => {
    expect(convertToneStyle('Beyoncé café Krông', 'new')).toBe('Beyoncé café Krông');
  });
});

describe('keys left in a text', () => {
  test.each([
    ['Nguyeenx', 'Nguyễn'],
    ['Nguyeenx Van An', 'Nguyễn Van An'],
    ['NGUYEENX', 'NGUYỄN'],
    ['Thij Hwowng', null],
    ['Ddawngj', 'Đặng'],
    ['Nguye6n4', 'Nguyễn'],
    ['Huwowngf', 'Hường'],
  ])('%s suggests %s', (text, suggestion) => {
    if (suggestion === null) expect(suggestForRawKeys(text)).toBe('Thị Hwowng');
    else expect(suggestForRawKeys(text)).toBe(suggestion);
  });

  test.each([
    'Nguyễn Văn An',
    'Pleiku',
    'Maria',
    'Kroong',
    'xe',
    'An',
    'Gia Lai',
    'Nguyễn',
    'so 12',
    'A12',
    '',
  ])('has nothing to say about %s', (text) => {
    expect(suggestForRawKeys(text)).toBeNull();
  });
});

describe('names', () => {
  test.each([
    ['NGUYỄN THỊ ĐÀO', 'Nguyễn Thị Đào'],
    ['  lê   văn ổn ', 'Lê Văn Ổn'],
    ["h'bia ơ̆i", "H'Bia Ơ̆i"],
    ['ĕban', 'Ĕban'],
    ['Y BHĂM', 'Y Bhăm'],
    ['ƀyă', 'Ƀyă'],
    ['ðiê\u0303n'.replace('ð', 'đ'), 'Điễn'],
  ])('%s is written %s', (name, written) => {
    expect(titleCaseName(name)).toBe(written.normalize('NFC'));
  });
});
