import { createFlow, type Part } from './flow.ts';
import { createDocument, type Faces } from './fonts.ts';
import { createLayer, type Layer } from './layer.ts';
import { plainSheet, type Sheet, slipSheet } from './sheet.ts';

/** What is carried home: on A4 as many pages as it takes, on the roll one slip as long as it is. */
export async function drawLoosePaper(input: {
  readonly paper: 'a4' | 'slip';
  readonly faces: Faces;
  readonly language: 'vi' | 'en';
  readonly title: string;
  makeParts(lay: Layer, sheet: Sheet): readonly Part[];
}): Promise<Uint8Array> {
  const { faces } = input;
  const { document, fonts } = await createDocument(faces);
  // The width of the roll tells how lines break, and only then is known how long the slip is.
  const probe = input.paper === 'a4' ? plainSheet : slipSheet(0);
  const parts = input.makeParts(createLayer(faces, probe), probe);
  const sheet =
    input.paper === 'a4' ? plainSheet : slipSheet(parts.reduce((sum, part) => sum + part.height, 0) + 1);
  const flow = createFlow({ document, faces, fonts, sheet, foot: null });
  for (const part of parts) flow.add(part);
  flow.finish();
  document.setTitle(input.title, { showInWindowTitleBar: true });
  document.setLanguage(input.language === 'vi' ? 'vi-VN' : 'en');
  document.setProducer('mot-cua-kiosk');
  return document.save({ useObjectStreams: true, addDefaultPage: false });
}

/** Who gives the paper out, small above a rule; the first line in bold. */
export function officeHead(
  lay: Layer,
  office: readonly string[],
  sizes: { readonly small: number; readonly gap: number },
): readonly Part[] {
  return [
    ...office.map((line, index) =>
      lay.text(line, { size: sizes.small, style: index === 0 ? 'bold' : 'regular', withNext: true }),
    ),
    lay.rule(sizes.gap),
  ];
}
