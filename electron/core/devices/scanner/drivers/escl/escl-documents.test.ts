import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isKioskFault } from '../../../../../../shared/faults/index.ts';
import { announcedRoot, esclRoot, jobAddress, redirectTarget } from './escl-address.ts';
import { parseCapabilities, parseStatus, writeScanSettings } from './escl-documents.ts';

const canon = `<?xml version="1.0"?>
<scan:ScannerCapabilities xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
<pwg:Version>2.1</pwg:Version><pwg:MakeAndModel>Canon MF&amp;LBP 640C</pwg:MakeAndModel><scan:UUID>6d4ff0ce</scan:UUID>
<scan:SettingProfiles><scan:SettingProfile name="p1"><scan:ColorModes><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
<scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat></scan:DocumentFormats>
<scan:SupportedResolutions><scan:ResolutionRange><scan:XResolutionRange><scan:Min>75</scan:Min><scan:Max>600</scan:Max></scan:XResolutionRange></scan:ResolutionRange></scan:SupportedResolutions></scan:SettingProfile></scan:SettingProfiles>
<scan:Platen><scan:PlatenInputCaps><scan:MaxWidth>2550</scan:MaxWidth><scan:MaxHeight>3508</scan:MaxHeight><scan:SettingProfiles><scan:SettingProfile ref="p1"/></scan:SettingProfiles></scan:PlatenInputCaps></scan:Platen>
<scan:Adf><scan:AdfSimplexInputCaps><scan:MaxWidth>2550</scan:MaxWidth><scan:MaxHeight>4200</scan:MaxHeight></scan:AdfSimplexInputCaps><scan:AdfOptions><scan:AdfOption>Duplex</scan:AdfOption></scan:AdfOptions></scan:Adf>
</scan:ScannerCapabilities>`;

test('reads shared profiles by reference, ranges, entities, and duplex that is only an option', () => {
  const device = parseCapabilities(canon);
  expect(device).toMatchObject({
    makeAndModel: 'Canon MF&LBP 640C',
    vendor: 'Canon',
    model: 'MF&LBP 640C',
    serial: null,
    uuid: '6d4ff0ce',
    format: 'image/jpeg',
    wantsFormatExt: false,
  });
  expect(device.capabilities.sources.map(({ source }) => source)).toEqual([
    'flatbed',
    'feeder',
    'feeder-duplex',
  ]);
  expect(device.capabilities.sources[2]).toMatchObject({
    resolutionsDpi: [75, 100, 150, 200, 240, 300, 400, 600],
    colourModes: ['colour'],
  });
});

test('orders without an area when nobody knows one', () => {
  const order = { source: 'flatbed', dpi: 300, colour: 'grey', area: null } as const;
  const xml = writeScanSettings(order, parseCapabilities(canon));
  expect(xml).not.toContain('ScanRegion');
  expect(xml).toContain('<scan:ColorMode>Grayscale8</scan:ColorMode>');
});

test('reads any damaged answer, or refuses it with a fault, never with anything else', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(canon.length - 1), fc.nat(40), fc.string({ maxLength: 12 })), {
        maxLength: 6,
      }),
      (cuts) => {
        const text = cuts.reduce(
          (now, [at, length, put]) => now.slice(0, at) + put + now.slice(at + length),
          canon,
        );
        for (const parse of [parseCapabilities, parseStatus]) {
          try {
            parse(text);
          } catch (error) {
            expect(isKioskFault(error)).toBe(true);
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('refuses document types, entities and endless answers', () => {
  for (const text of [
    '<!DOCTYPE a [<!ENTITY b "bbbb">]><scan:ScannerStatus>&b;</scan:ScannerStatus>',
    `<ScannerStatus>${'<a>'.repeat(200_000)}`,
    'Not Found',
    '',
  ]) {
    expect(() => parseStatus(text)).toThrow('SCANNER_ANSWER_INVALID');
  }
});

test.each([
  ['192.168.1.20', 'http://192.168.1.20/eSCL/'],
  ['192.168.1.20:8080', 'http://192.168.1.20:8080/eSCL/'],
  ['https://scanner.local/eSCL/', 'https://scanner.local/eSCL/'],
  ['http://10.0.0.5/scan//eSCL', 'http://10.0.0.5/scan/eSCL/'],
  ['ftp://10.0.0.5', undefined],
])('reads the address %s', (address, root) => {
  expect(esclRoot(address)?.href).toBe(root);
});

test.each([
  ['eSCL', 'http://10.0.0.5:80/eSCL/'],
  ['/eSCL/', 'http://10.0.0.5:80/eSCL/'],
  ['', 'http://10.0.0.5:80/'],
  [undefined, 'http://10.0.0.5:80/eSCL/'],
])('reads the announced root "%s"', (rs, root) => {
  const found = announcedRoot({ secure: false, address: '10.0.0.5', port: 80, rs });
  expect(found?.href).toBe(new URL(root).href);
  expect(announcedRoot({ secure: true, address: 'fd00::5', port: 443, rs })?.host).toBe('[fd00::5]');
});

test.each([
  ['http://10.0.0.5:80/eSCL/ScanJobs/7', '/eSCL/ScanJobs/7/'],
  ['http://localhost/eSCL/ScanJobs/7/', '/eSCL/ScanJobs/7/'],
  ['http://[fe80::1%25eth0/eSCL/ScanJobs/7', '/eSCL/ScanJobs/7/'],
  ['/eSCL//ScanJobs/7', '/eSCL/ScanJobs/7/'],
  ['eSCL/ScanJobs/7', '/eSCL/ScanJobs/7/'],
  ['ScanJobs/7', '/eSCL/ScanJobs/7/'],
])('finds a job behind the Location %s, always on the scanner itself', (location, pathname) => {
  const job = jobAddress(new URL('http://10.0.0.5/eSCL/'), location);
  expect(job).toMatchObject({ pathname, host: '10.0.0.5' });
});

test('follows no redirect away from the scanner, nor out of TLS', () => {
  const plain = new URL('http://10.0.0.5/eSCL/ScannerStatus');
  expect(redirectTarget(plain, 'https://10.0.0.5/eSCL/ScannerStatus')?.protocol).toBe('https:');
  expect(redirectTarget(plain, 'https://localhost:443/eSCL/')?.hostname).toBe('10.0.0.5');
  expect(redirectTarget(plain, 'http://10.0.0.9/eSCL/')).toBeNull();
  expect(redirectTarget(new URL('https://10.0.0.5/a'), 'http://10.0.0.5/a')).toBeNull();
  expect(redirectTarget(plain, 'file:///etc/passwd')).toBeNull();
});
