import type { Language, MyProcedure, ProcedurePage, ProcedurePaper } from '../../../shared/contract/index.ts';
import {
  caseWords,
  clockTime,
  dayOf,
  type Fact,
  feeDetails,
  feeWords,
  paperWords,
  rowWords,
  type Say,
  titleOf,
} from '../../../shared/words/index.ts';

/** One paper of the list: what to take from the drawer, and what the law says about it. */
export interface ListPaper {
  readonly headline: string;
  /** Originals and copies, hand in or only show. */
  readonly counts: string;
  /** The case in which it is needed; null when always. */
  readonly when: string | null;
  /** The official sentence, where the headline is only a part of it. */
  readonly official: string | null;
}

/** Everything that stands on the printed list, in the order of reading. Nothing in it tells who asked. */
export interface ListContent {
  readonly language: Language;
  readonly office: readonly string[];
  readonly heading: string;
  readonly title: string;
  readonly official: string;
  readonly bringHeading: string;
  readonly bring: readonly ListPaper[];
  readonly dependsHeading: string;
  readonly depends: readonly ListPaper[];
  readonly rules: readonly string[];
  readonly facts: readonly { readonly label: string; readonly fact: Fact }[];
  readonly notes: readonly string[];
  /** The official page, also as a QR. */
  readonly url: string;
}

/** Puts the list together in the words of the screens. `say` speaks the areas `find` and `takehome`. */
export function makeListContent(input: {
  readonly say: Say;
  readonly language: Language;
  readonly office: { readonly name: string; readonly place: string; readonly counter: string };
  readonly page: ProcedurePage;
  readonly mine: MyProcedure;
  readonly nowMs: number;
}): ListContent {
  const { say, language, office, page, mine, nowMs } = input;
  const papers = (state: ProcedurePaper['state']): readonly ListPaper[] =>
    mine.papers.filter((paper) => paper.state === state).map((paper) => listPaper(say, paper));
  return {
    language,
    office: [office.name, `${office.place} · ${office.counter}`],
    heading: say('takehome.heading'),
    title: titleOf(page, language),
    official: say('takehome.official', { name: page.name, code: page.code }),
    bringHeading: say('takehome.bring'),
    bring: papers('bring'),
    dependsHeading: say('takehome.depends'),
    depends: papers('depends'),
    rules: mine.rules,
    facts: [
      { label: say('takehome.time'), fact: timeOf(say, language, mine) },
      { label: say('takehome.fee'), fact: feeOf(say, mine) },
      {
        label: say('takehome.where'),
        fact: { value: `${office.name}, ${office.place}`, lines: [say('takehome.where.line')] },
      },
    ],
    notes: [
      ...(page.catalogue.outdated ? [say('takehome.outdated')] : []),
      ...(page.details?.verified === false ? [say('takehome.unverified')] : []),
      say('takehome.printed', { time: clockTime(nowMs), date: dayOf(language, nowMs) }),
    ],
    url: page.officialUrl,
  };
}

function listPaper(say: Say, paper: ProcedurePaper): ListPaper {
  const { headline, official } = paperWords(paper.name);
  const counts = [
    ...(paper.originals > 0 ? [say('find.list.originals', { count: paper.originals })] : []),
    ...(paper.copies > 0 ? [say('find.list.copies', { count: paper.copies })] : []),
    say(paper.mustSubmit ? 'find.list.submit' : 'find.list.show'),
    ...(paper.formCode === null ? [] : [say('find.list.form', { code: paper.formCode })]),
  ];
  return {
    headline,
    counts: counts.join(' · '),
    when: paper.when === null ? null : caseWords(paper.when),
    official,
  };
}

/** On paper a date "for now" would be wrong tomorrow: the length of time stands first, today's date beside it. */
function timeOf(say: Say, language: Language, mine: MyProcedure): Fact {
  const rows = [...new Set(mine.processing.map((row) => rowWords(say, row)))];
  const value = rows.length === 0 ? say('find.askStaff') : rows.join(' · ');
  const due = mine.dueNow;
  if (due === null) return { value, lines: [] };
  const date = dayOf(language, due.dueAtMs);
  return { value, lines: [say(due.provisional ? 'takehome.due.provisional' : 'takehome.due', { date })] };
}

function feeOf(say: Say, mine: MyProcedure): Fact {
  const [first] = mine.fees;
  if (first === undefined) return { value: say('find.askStaff'), lines: [say('find.page.fee.exemptAsk')] };
  const words = new Set(mine.fees.map((line) => feeWords(say, line)));
  const lines = mine.fees.flatMap((line) => {
    const details = feeDetails(say, line);
    const head = line.appliesTo ?? line.note;
    return words.size === 1 || head === null ? details : [`${head}: ${feeWords(say, line)}`, ...details];
  });
  return {
    value: words.size === 1 ? feeWords(say, first) : say('find.page.fee.varies'),
    lines: [...new Set(lines)],
  };
}
