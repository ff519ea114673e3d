import type { ReactNode } from 'react';
import type { ProcedurePage } from '../../../shared/contract/index.ts';
import {
  dayWords,
  feeDetails,
  feeWords,
  rowWords,
  titleOf,
  usualChannel,
} from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useGo, useReading } from '../../client/index.ts';
import { PagedList } from '../../components/paged-list.tsx';
import { QrPicture } from '../../components/qr-picture.tsx';
import { type Say, type StringId, useStrings } from '../../strings/use-strings.ts';
import classes from './about-screen.module.css';
import { MoreTiles, WhoAndWhat } from './facts-screen.tsx';
import type { AboutSection } from './places.ts';
import { useGiveWay } from './use-give-way.ts';

interface Entry {
  readonly key: string;
  readonly label?: string;
  readonly value?: string;
  readonly text?: string;
  /** Official words stay Vietnamese in both languages. */
  readonly isOfficial?: boolean;
  readonly number?: number;
}

const titles: Readonly<Record<AboutSection, StringId>> = {
  more: 'find.page.more',
  steps: 'find.page.steps',
  fees: 'find.fees.title',
  notes: 'find.page.notes',
  official: 'find.official.title',
};

/** One part of a procedure on a screen of its own: its steps, its fees in full, its notes, its sources. */
export function AboutScreen(props: { readonly page: ProcedurePage; readonly section: AboutSection }) {
  const say = useStrings();
  const go = useGo();
  const { language } = useReading();
  const { page, section } = props;
  const back = `/find/${page.code}/facts`;
  const [box, given] = useGiveWay(1);
  if (section === 'more') return <MoreScreen page={page} />;
  const entries = entriesOf(say, language, page, section);
  return (
    <Screen
      layout="top"
      title={say(titles[section])}
      lead={titleOf(page, language)}
      back={{ onPress: () => go(back) }}
    >
      <div ref={box} hidden />
      {section === 'steps' && given === 0 ? (
        <ol className={classes.steps}>
          {entries.map(({ key, text }, index) => (
            <li key={key}>
              <span className={classes.number} aria-hidden>
                {index + 1}
              </span>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      ) : (
        <div className={classes.split} data-wide={section !== 'official' || undefined}>
          <PagedList
            label={say(titles[section])}
            items={entries}
            keyOf={({ key }) => key}
            render={(entry) => <EntryRow entry={entry} />}
          />
          {section === 'official' ? (
            <div className={classes.qr}>
              <QrPicture
                className={classes.code ?? ''}
                text={page.officialUrl}
                label={say('find.official.page')}
              />
              <div>
                <h2>{say('find.official.page')}</h2>
                <p>{say('find.official.page.line')}</p>
              </div>
            </div>
          ) : null}
        </div>
      )}
    </Screen>
  );
}

/** What did not fit beside the facts: the official name, who may apply, what one gets, and the other parts. */
function MoreScreen(props: { readonly page: ProcedurePage }) {
  const say = useStrings();
  const go = useGo();
  const { page } = props;
  return (
    <Screen
      layout="top"
      title={say('find.page.more')}
      lead={
        <span lang="vi" className={classes.name}>
          {page.name}
        </span>
      }
      back={{ onPress: () => go(`/find/${page.code}/facts`) }}
    >
      <WhoAndWhat page={page} />
      <MoreTiles page={page} />
    </Screen>
  );
}

function EntryRow(props: { readonly entry: Entry }): ReactNode {
  const { label, value, text, isOfficial, number } = props.entry;
  const lang = isOfficial ? 'vi' : undefined;
  return (
    <div className={classes.entry}>
      {label === undefined ? null : <p className={classes.label}>{label}</p>}
      {value === undefined ? null : (
        <p className={classes.value} lang={lang}>
          {value}
        </p>
      )}
      {text === undefined ? null : <p lang={lang}>{number === undefined ? text : `${number}. ${text}`}</p>}
    </div>
  );
}

function entriesOf(
  say: Say,
  language: 'vi' | 'en',
  page: ProcedurePage,
  section: AboutSection,
): readonly Entry[] {
  const { details } = page;
  if (details === null) return [];
  switch (section) {
    case 'more':
      return [];
    case 'steps':
      return details.steps[language].map((text, index) => ({ key: text, text, number: index + 1 }));
    case 'fees':
      return feeEntries(say, details);
    case 'notes':
      return noteEntries(say, page, details);
    case 'official':
      return officialEntries(say, page, details);
  }
}

/** Every fee in full; ways of handing in that cost the same stand together. */
function feeEntries(say: Say, details: NonNullable<ProcedurePage['details']>): readonly Entry[] {
  const entries = new Map<string, { readonly ways: string[]; readonly entry: Entry }>();
  for (const { channel, fees } of details.channels ?? []) {
    for (const line of fees) {
      const note = line.note === null ? null : tidy(line.note);
      // The note of some pages says the exemptions once more, word for word: said once is enough.
      const exempt = line.exemptions.kind === 'text' ? tidy(line.exemptions.text) : null;
      const isSaidInNote = exempt !== null && note?.includes(exempt) === true;
      const told = feeDetails(say, line).filter((text) => !isSaidInNote || !text.endsWith(exempt ?? ''));
      const value = feeWords(say, line);
      const text = [...told, ...(note === null ? [] : [note])].join(' ');
      const key = [line.appliesTo ?? '', value, text].join('|');
      const way = say(`find.channel.${channel}`);
      const known = entries.get(key);
      if (known !== undefined) known.ways.push(way);
      else
        entries.set(key, {
          ways: [way],
          entry: { key, value, text, ...(line.appliesTo === null ? {} : { label: tidy(line.appliesTo) }) },
        });
    }
  }
  return [...entries.values()].map(({ ways, entry }) => ({
    ...entry,
    label: [
      say('find.fees.channel', { channel: ways.join(', ') }),
      ...(entry.label === undefined ? [] : [entry.label]),
    ].join(' · '),
  }));
}

function noteEntries(
  say: Say,
  page: ProcedurePage,
  details: NonNullable<ProcedurePage['details']>,
): readonly Entry[] {
  return [
    ...details.knownChanges.map(({ on, text }) => ({
      key: `${on}${text}`,
      label: say('find.notes.coming'),
      value: say('find.notes.from', { date: dayWords(on) }),
      text,
      isOfficial: true,
    })),
    ...(details.conditions === null
      ? []
      : partsOf(details.conditions).map((text, index) => ({
          key: `condition${index}`,
          ...(index === 0 ? { label: say('find.notes.conditions') } : {}),
          text,
          isOfficial: true,
        }))),
    ...(usualChannel(page)?.processing ?? []).flatMap((row, index) =>
      row.note === null
        ? []
        : [
            {
              key: `time${index}`,
              label: `${say('find.notes.processing')} · ${rowWords(say, row)}`,
              text: tidy(row.note),
              isOfficial: true,
            },
          ],
    ),
    ...details.notes.map(({ group, text }, index) => ({
      key: `note${index}`,
      label: group ?? say('find.notes.papers'),
      text: tidy(text),
      isOfficial: true,
    })),
  ];
}

function officialEntries(
  say: Say,
  page: ProcedurePage,
  details: NonNullable<ProcedurePage['details']>,
): readonly Entry[] {
  const unknown = say('find.askStaff');
  return [
    { key: 'code', label: say('find.official.code'), value: page.code },
    {
      key: 'class',
      label: say('find.official.class'),
      value: say(`find.official.class.${page.officialClass.value}`),
    },
    { key: 'field', label: say('find.official.field'), value: page.field, isOfficial: true },
    {
      key: 'competent',
      label: say('find.official.competent'),
      value: details.competentAgency,
      isOfficial: true,
    },
    { key: 'publisher', label: say('find.official.publisher'), value: page.publisher ?? unknown },
    {
      key: 'checked',
      label: say('find.official.checked'),
      value: details.checkedOn === null ? unknown : dayWords(details.checkedOn),
    },
    {
      key: 'law',
      label: say('find.official.law'),
      ...(details.legalBasis.length === 0
        ? { value: unknown }
        : { text: details.legalBasis.join(' · '), isOfficial: true }),
    },
  ];
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Official pages string their points together with "+" or "-": one row each. */
function partsOf(text: string): readonly string[] {
  return tidy(text)
    .split(/\s[+•]\s|\s-\s(?=\p{Lu})/u)
    .map((part) => part.replace(/^[-+•]\s*/, ''))
    .filter((part) => part !== '');
}
