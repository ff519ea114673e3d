import ipp from 'ipp-encoder';
import { expect, test } from 'vitest';
import { decodeIpp, encodeIpp, ippOperations, numbersOf, textsOf } from './ipp-message.ts';

const request = {
  version: '2.0',
  operation: ippOperations.createJob,
  requestId: 77,
  operationAttributes: [
    ['attributes-charset', 'charset', 'utf-8'],
    ['attributes-natural-language', 'language', 'en'],
    ['printer-uri', 'uri', 'ipp://localhost/ipp/print'],
    ['requested-attributes', 'keyword', ['job-state', 'job-state-reasons']],
    ['last-document', 'boolean', true],
  ],
  jobAttributes: [['copies', 'integer', 2]],
} as const;

test('the library reads what we write', () => {
  const read = ipp.request.decode(encodeIpp(request));
  expect(read).toMatchObject({ version: { major: 2, minor: 0 }, operationId: 5, requestId: 77 });
  expect(
    read.groups.map(({ tag, attributes }) => [tag, attributes.map(({ name, value }) => [name, value])]),
  ).toEqual([
    [
      1,
      [
        ['attributes-charset', ['utf-8']],
        ['attributes-natural-language', ['en']],
        ['printer-uri', ['ipp://localhost/ipp/print']],
        ['requested-attributes', ['job-state', 'job-state-reasons']],
        ['last-document', [true]],
      ],
    ],
    [2, [['copies', [2]]]],
  ]);
});

test('we read what the library writes, sets and languages included', () => {
  const read = decodeIpp(
    ipp.response.encode({
      statusCode: 0x0407,
      requestId: 5,
      groups: [
        { tag: 1, attributes: [{ tag: 0x47, name: 'attributes-charset', value: 'utf-8' }] },
        {
          tag: 4,
          attributes: [
            { tag: 0x44, name: 'printer-state-reasons', value: ['media-empty-error', 'cover-open'] },
            { tag: 0x35, name: 'printer-info', value: { lang: 'vi', value: 'Máy in quầy số 1' } },
            { tag: 0x23, name: 'printer-state', value: 5 },
            { tag: 0x22, name: 'printer-is-accepting-jobs', value: false },
          ],
        },
      ],
    }),
  );
  expect(read).toMatchObject({ status: 0x0407, requestId: 5 });
  expect(textsOf(read, 'printer-state-reasons')).toEqual(['media-empty-error', 'cover-open']);
  expect(textsOf(read, 'printer-info')).toEqual(['Máy in quầy số 1']);
  expect(numbersOf(read, 'printer-state')).toEqual([5]);
  expect(read.attributes.get('printer-is-accepting-jobs')).toEqual([false]);
});

test('members of a collection, nested too, do not become values of their neighbours', () => {
  const value = (tag: number, name: string, bytes: Buffer): Buffer => {
    const lengths = [name.length, bytes.length].map((length) => Buffer.of(length >> 8, length & 0xff));
    return Buffer.concat([
      Buffer.of(tag),
      lengths[0] ?? '',
      Buffer.from(name),
      lengths[1] ?? '',
      bytes,
    ] as Buffer[]);
  };
  const none = Buffer.alloc(0);
  const bytes = Buffer.concat([
    Buffer.of(2, 0, 0, 0, 0, 0, 0, 1, 4),
    value(0x44, 'media-supported', Buffer.from('iso_a4_210x297mm')),
    value(0x34, 'media-col-database', none),
    value(0x4a, '', Buffer.from('media-size')),
    value(0x34, '', none),
    value(0x4a, '', Buffer.from('x-dimension')),
    value(0x21, '', Buffer.of(0, 0, 0x52, 0x08)),
    value(0x37, '', none),
    value(0x37, '', none),
    value(0x32, 'pwg-raster-document-resolution-supported', Buffer.of(0, 0, 1, 0x2c, 0, 0, 1, 0x2c, 3)),
    Buffer.of(3),
  ]);
  const read = decodeIpp(bytes);
  expect(textsOf(read, 'media-supported')).toEqual(['iso_a4_210x297mm']);
  expect(read.attributes.get('media-col-database')).toEqual([]);
  expect(read.attributes.get('pwg-raster-document-resolution-supported')).toEqual([
    { x: 300, y: 300, unit: 'dpi' },
  ]);
});

test('an answer cut at any byte is refused, never read in half', () => {
  const whole = ipp.response.encode({
    statusCode: 0,
    requestId: 1,
    groups: [{ tag: 2, attributes: [{ tag: 0x21, name: 'job-id', value: 7 }] }],
  });
  expect(numbersOf(decodeIpp(whole), 'job-id')).toEqual([7]);
  for (let length = 0; length < whole.length; length += 1) {
    expect(() => decodeIpp(whole.subarray(0, length))).toThrow('PRINTER_ANSWER_INVALID');
  }
});
