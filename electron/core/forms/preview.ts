import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../../shared/clock.ts';
import { evaluateForm, type FormContext, officeFacts } from '../../../shared/form/index.ts';
import { createPdfWorkshop } from '../pdf/index.ts';
import { createForms } from './forms.ts';
import { createPaperForms } from './paper-forms.ts';
import { readPlacesFile } from './read-places.ts';
import { makeSampleAnswers } from './sample-answers.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** `npm run forms:preview CODE`: writes the form filled with invented answers, and the empty one, and says where. */
async function main(code: string | undefined): Promise<number> {
  const forms = createForms({ formsDir: path.join(root, 'resources/forms') });
  if (code === undefined) {
    process.stderr.write('Which form? For example: npm run forms:preview 1.001193\n');
    return 2;
  }
  const form = forms.get({ procedureCode: code });
  const places = readPlacesFile(path.join(root, 'resources/places/admin-units.json'));
  const context: FormContext = {
    today: new Date().toISOString().slice(0, 10),
    places,
    office: officeFacts(places, '23722'),
    procedure: { code, name: form.title.everyday.vi },
  };
  const answers = makeSampleAnswers(form, context);
  const workshop = createPdfWorkshop({
    workerPath: path.join(root, 'electron/core/pdf.worker.ts'),
    fontsDir: path.join(root, 'resources/fonts'),
    clock: systemClock,
  });
  const paper = createPaperForms({ workshop });
  const folder = path.join(root, '.cache/forms');
  mkdirSync(folder, { recursive: true });
  const filled = path.join(folder, `${code}.pdf`);
  writeFileSync(filled, await paper.render({ form, answers, context }));
  const blank = path.join(folder, `${code}-blank.pdf`);
  writeFileSync(blank, await paper.renderBlank({ form, context }));
  await workshop.close();
  const evaluation = evaluateForm(form, answers, context);
  const open = evaluation.allFaults.map((remark) => `  ${remark.path}: ${JSON.stringify(remark.message)}\n`);
  process.stdout.write(`${form.title.official.vi} (${form.version})\n${filled}\n${blank}\n${open.join('')}`);
  return 0;
}

process.exitCode = await main(process.argv[2]);
