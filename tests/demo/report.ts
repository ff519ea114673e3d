import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pictureOfPaper } from '../support/printed.ts';
import type { BirthTold } from './birth-story.ts';
import { type Effort, handsOnSeconds, practised } from './pace.ts';
import { makeFilm, type Recording } from './record.ts';

/** What the walks found out; null where one was not walked, or not to its end. */
export interface Told {
  readonly copies: Effort | null;
  readonly birth: BirthTold | null;
}

interface Report {
  readonly folder: string;
  readonly recording: Recording;
  readonly told: Told;
  /** Processors and memory: figures mean nothing without them. */
  readonly machine: string;
}

/** Writes film, timeline and the page that speaks for itself; returns the summary for the terminal, one line each. */
export async function writeReport(report: Report): Promise<readonly string[]> {
  const { folder, recording, told } = report;
  await makeFilm(folder, recording.frames);
  if (told.birth !== null) {
    const receipt = readFileSync(path.join(folder, 'receipt.pdf'));
    writeFileSync(path.join(folder, 'receipt.png'), pictureOfPaper(receipt, 80));
  }
  const { steps, frames, promises } = recording;
  const record = { machine: report.machine, at: new Date().toISOString(), promises, steps, ...told, frames };
  writeFileSync(path.join(folder, 'timeline.json'), `${JSON.stringify(record, null, 2)}\n`);
  const lines = summaryOf(report);
  writeFileSync(path.join(folder, 'index.html'), pageOf(report, lines));
  return [...lines, `Everything is in ${path.relative(process.cwd(), folder)}: open index.html there.`];
}

function summaryOf({ recording, told, machine }: Report): readonly string[] {
  const { promises, steps, frames } = recording;
  const held = promises.filter((one) => one.held).length;
  const total = steps.reduce((sum, { seconds }) => sum + seconds, 0);
  return [
    `${held} of ${promises.length} promises held, ${total.toFixed(0)} s, ${frames.length} screens (${machine})`,
    ...(told.copies === null ? [] : [`Certified copies: ${effortWords(told.copies)}`]),
    ...(told.birth === null ? [] : birthWords(told.birth)),
    ...promises.filter((one) => !one.held).map(({ promise, proof }) => `BROKEN: ${promise}. Seen: ${proof}`),
  ];
}

function effortWords(effort: Effort): string {
  const { taps, keys, screens, machineMs } = effort;
  const seconds = handsOnSeconds(practised, effort).toFixed(0);
  return `${seconds} s hands-on for a practised person (${taps} taps, ${keys} keys, ${screens} screens), and ${(machineMs / 1_000).toFixed(0)} s of the machine`;
}

function birthWords(birth: BirthTold): readonly string[] {
  const bytes = birth.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const same = birth.files.filter((one) => one.sealedSha256 === one.receivedSha256).length;
  return [
    `Birth registration: ${effortWords(birth.effort)}`,
    `Without a network: receipt ${birth.temporaryCode} printed, marked as temporary`,
    `Plug pulled: the same screen ${birth.backSeconds.toFixed(1)} s after the power was back`,
    `Network back: delivered after ${birth.deliveredSeconds.toFixed(1)} s as ${birth.officialCode}`,
    `Received: ${birth.files.length} files, ${(bytes / 1_000).toFixed(0)} kB, ${same} with the SHA-256 that was sealed`,
  ];
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

function pageOf(report: Report, lines: readonly string[]): string {
  const { recording, told } = report;
  const { steps, frames, promises } = recording;
  const isWhole = promises.every(({ held }) => held);
  const longest = Math.max(...steps.map(({ seconds }) => seconds));
  const promiseRows = promises
    .map(
      ({ promise, held, proof }) =>
        `<tr><td class="${held ? 'held' : 'broken'}">${held ? 'held' : 'BROKEN'}</td><td>${escapeHtml(promise)}</td><td>${escapeHtml(proof)}</td></tr>`,
    )
    .join('\n');
  const stepRows = steps
    .map(
      ({ name, seconds }) =>
        `<tr><td>${escapeHtml(name)}</td><td class="number">${seconds.toFixed(1)} s</td><td class="bar"><i style="width:${((100 * seconds) / longest).toFixed(1)}%"></i></td></tr>`,
    )
    .join('\n');
  const pictures = frames
    .map(
      ({ file, title, atSeconds }) =>
        `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption lang="vi">${escapeHtml(title)}</figcaption><small>${atSeconds.toFixed(1)} s</small></figure>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>mot-cua-kiosk: demo</title>
<style>${style}</style>
<header><h1>mot-cua-kiosk: one walk through everything</h1>
<p class="verdict ${isWhole ? 'held' : 'broken'}">${isWhole ? 'Every promise held.' : 'Not every promise held.'}</p>
<p>Two invented citizens at a production kiosk: a real browser, a real IPP printer, SANE's scanner with drawn papers, a card reader on the wire, the reference portal. Before the second hands in, the network is cut; then the plug is pulled.</p></header>
<section class="wide"><img class="film" src="film.webp" alt="The screens one after the other">
<div><h2>In short</h2><ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>
<h2>Promises</h2><table>${promiseRows}</table></div></section>
<section><h2>Timeline</h2><table>${stepRows}</table></section>
${told.birth === null ? '' : dossierOf(told.birth)}
<section><h2>Every screen, as it was left</h2><div class="frames">${pictures}</div></section>
<footer>${escapeHtml(report.machine)} · figures in <a href="timeline.json">timeline.json</a> · every person is invented</footer>
</html>
`;
}

function dossierOf(birth: BirthTold): string {
  const rows = birth.files
    .map(
      ({ title, file, sizeBytes, sealedSha256, receivedSha256 }) =>
        `<tr><td lang="vi"><a href="${escapeHtml(file)}">${escapeHtml(title)}</a></td><td class="number">${(sizeBytes / 1_000).toFixed(0)} kB</td><td><code>${sealedSha256}</code><br><code class="${sealedSha256 === receivedSha256 ? 'held' : 'broken'}">${receivedSha256}</code></td></tr>`,
    )
    .join('\n');
  return `<section class="wide"><a href="receipt.pdf"><img class="paper" src="receipt.png" alt="The receipt as the printer received it"></a>
<div><h2>What was printed</h2><p><a href="receipt.pdf">The receipt</a>, byte for byte as the printer received it, with the temporary code <code>${birth.temporaryCode}</code>: the network was away.</p>
<h2>What the portal received</h2><p>As <code>${birth.officialCode}</code>, once. Above each other: the SHA-256 that was sealed, read from the disk of the kiosk whose plug was pulled; and that of the bytes at the portal.</p>
<table>${rows}<tr><td>the whole content</td><td></td><td><code>${birth.sealedHash}</code><br><code class="${birth.sealedHash === birth.receivedHash ? 'held' : 'broken'}">${birth.receivedHash}</code></td></tr></table></div></section>`;
}

const style = `
:root { color-scheme: light; font: 16px/1.5 'Be Vietnam Pro', 'Noto Sans', system-ui, sans-serif; color: #1b2a2f; background: #fbf8f0; }
body { max-width: 76rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1 { margin: 0; font-size: 2rem; } h2 { margin: 1.5rem 0 .5rem; font-size: 1.25rem; }
header { border-bottom: 2px solid #c9a24b; padding-bottom: 1rem; }
.verdict { font-size: 1.25rem; font-weight: 600; margin: .5rem 0; }
.held { color: #0c5a4c; } .broken { color: #b3261e; font-weight: 700; }
.wide { display: grid; grid-template-columns: 300px minmax(0, 1fr); gap: 2rem; margin-top: 1.5rem; align-items: start; }
.film, .paper { width: 300px; border: 1px solid #d9d2c0; border-radius: 8px; background: #fff; }
table { border-collapse: collapse; width: 100%; } td { padding: .35rem .75rem .35rem 0; border-top: 1px solid #e6dfce; vertical-align: top; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.bar { width: 40%; } .bar i { display: block; height: 1rem; background: #0c5a4c; border-radius: 3px; min-width: 2px; }
code { font-size: .8rem; overflow-wrap: anywhere; }
.frames { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 1rem; }
figure { margin: 0; } figure img { width: 100%; border: 1px solid #d9d2c0; border-radius: 6px; } figcaption { font-size: .8rem; line-height: 1.3; }
small, footer { color: #54646a; } footer { margin-top: 2rem; }
@media (max-width: 50rem) { .wide { grid-template-columns: 1fr; } }`;
