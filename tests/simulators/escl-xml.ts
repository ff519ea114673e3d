import type { EsclHabits } from './escl-habits.ts';

const scanSpace = 'http://schemas.hp.com/imaging/escl/2011/05/03';
const pwgSpace = 'http://www.pwg.org/schemas/2010/12/sm';

/** Tags with the prefixes that this firmware uses. */
function namer([scan, pwg]: EsclHabits['prefixes']) {
  const name = (prefix: string, tag: string): string => (prefix === '' ? tag : `${prefix}:${tag}`);
  const put = (prefix: string, tag: string, inner: string): string =>
    `<${name(prefix, tag)}>${inner}</${name(prefix, tag)}>`;
  const spaces =
    (scan === '' ? ` xmlns="${scanSpace}"` : ` xmlns:${scan}="${scanSpace}"`) +
    (pwg === '' ? '' : ` xmlns:${pwg}="${pwgSpace}"`);
  return {
    scan: (tag: string, ...inner: readonly string[]) => put(scan, tag, inner.join('')),
    pwg: (tag: string, ...inner: readonly string[]) => put(pwg, tag, inner.join('')),
    root: (tag: string, ...inner: readonly string[]) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<${name(scan, tag)}${spaces}>${inner.join('')}</${name(scan, tag)}>`,
  };
}

export function capabilitiesXml(habits: EsclHabits): string {
  const { scan, pwg, root } = namer(habits.prefixes);
  const resolution = (dpi: number) =>
    scan('DiscreteResolution', scan('XResolution', String(dpi)), scan('YResolution', String(dpi)));
  const input = (tag: string, heightPx: number) =>
    habits.isTerse
      ? scan(tag, '')
      : scan(
          tag,
          scan('MinWidth', '16'),
          scan('MaxWidth', '2550'),
          scan('MinHeight', '16'),
          scan('MaxHeight', String(heightPx)),
          scan(
            'SettingProfiles',
            scan(
              'SettingProfile',
              scan(
                'ColorModes',
                ...['BlackAndWhite1', 'Grayscale8', 'RGB24'].map((one) => scan('ColorMode', one)),
              ),
              scan(
                'DocumentFormats',
                pwg('DocumentFormat', 'application/pdf'),
                pwg('DocumentFormat', 'image/jpeg'),
                scan('DocumentFormatExt', 'image/jpeg'),
              ),
              scan(
                'SupportedResolutions',
                scan('DiscreteResolutions', ...[100, 200, 300, 600].map(resolution)),
              ),
            ),
          ),
        );
  return root(
    'ScannerCapabilities',
    pwg('Version', '2.63'),
    pwg('MakeAndModel', habits.makeAndModel),
    habits.serial === null ? '' : pwg('SerialNumber', habits.serial),
    habits.hasGlass ? scan('Platen', input('PlatenInputCaps', 3_508)) : '',
    habits.hasFeeder
      ? scan(
          'Adf',
          input('AdfSimplexInputCaps', 4_200),
          habits.isDuplex ? input('AdfDuplexInputCaps', 4_200) : '',
          scan('FeederCapacity', '50'),
        )
      : '',
  );
}

export function statusXml(given: {
  readonly prefixes: EsclHabits['prefixes'];
  readonly state: string;
  readonly feeder: string | null;
  readonly jobs: readonly { readonly uri: string; readonly state: string }[];
}): string {
  const { scan, pwg, root } = namer(given.prefixes);
  const jobs = given.jobs.map((job) =>
    scan('JobInfo', pwg('JobUri', job.uri), scan('Age', '3'), pwg('JobState', job.state)),
  );
  return root(
    'ScannerStatus',
    pwg('Version', '2.63'),
    pwg('State', given.state),
    given.feeder === null ? '' : scan('AdfState', given.feeder),
    jobs.length === 0 ? '' : scan('Jobs', ...jobs),
  );
}
