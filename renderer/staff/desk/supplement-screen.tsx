import { useState } from 'react';
import { Chip, Chips } from '../../components/chip.tsx';
import { Notice } from '../../components/notice.tsx';
import { KioskTextField } from '../../keyboard/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './desk.module.css';
import { FormFrame, type FormScreenProps, ReasonField } from './form-frame.tsx';

interface Counts {
  readonly original: number;
  readonly certified: number;
  readonly photocopy: number;
}

const kinds = ['original', 'certified', 'photocopy'] as const;
const none: Counts = { original: 0, certified: 0, photocopy: 0 };
/** One more touch after this many begins at none again. */
const mostCopies = 3;
const shortestReason = 3;

/** Mẫu 02: which papers and how many of each, why, and whom to call. */
export function SupplementScreen(props: FormScreenProps) {
  const say = useStrings();
  const { content } = props.dossier;
  const titles = [
    ...new Set([...(content?.papers ?? []), ...(content?.absent ?? [])].map(({ title }) => title)),
  ];
  const [counts, setCounts] = useState<Readonly<Record<string, Counts>>>({});
  const [other, setOther] = useState('');
  const [number, setNumber] = useState('');
  const [phone, setPhone] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<'papers' | 'reason' | null>(null);

  const all = other.trim() === '' ? titles : [...titles, other.trim()];
  const wanted = all
    .map((title) => ({ title, ...(counts[title] ?? none) }))
    .map((paper) =>
      // A paper that the officer typed is wanted, however many were not chosen.
      paper.title === other.trim() && paper.original + paper.certified + paper.photocopy === 0
        ? { ...paper, original: 1 }
        : paper,
    )
    .filter(({ original, certified, photocopy }) => original + certified + photocopy > 0);

  return (
    <FormFrame
      {...props}
      make={() => {
        if (wanted.length === 0) {
          setProblem('papers');
          return null;
        }
        if (reason.trim().length < shortestReason) {
          setProblem('reason');
          return null;
        }
        return {
          form: 'supplement-request',
          number: number.trim() === '' ? null : number.trim(),
          papers: wanted.map(({ title, original, certified, photocopy }) => ({
            title: title.slice(0, 300),
            originals: original,
            certified,
            photocopies: photocopy,
          })),
          reason: reason.trim(),
          phone: phone.trim(),
        };
      }}
    >
      <h1>{say('desk.form.supplement-request')}</h1>
      <p>{say('desk.form.papers.line')}</p>
      {problem === 'papers' ? <Notice tone="wrong" title={say('desk.form.papers.none')} /> : null}
      <ul className={classes.wanted}>
        {titles.map((title) => (
          <li key={title}>
            <b lang="vi">{title}</b>
            <Chips>
              {kinds.map((kind) => {
                const count = counts[title]?.[kind] ?? 0;
                return (
                  <Chip
                    key={kind}
                    aria-pressed={count > 0}
                    onPress={() => {
                      setProblem(null);
                      const next = count >= mostCopies ? 0 : count + 1;
                      setCounts({ ...counts, [title]: { ...(counts[title] ?? none), [kind]: next } });
                    }}
                  >
                    {say(`desk.form.${kind}`, { count })}
                  </Chip>
                );
              })}
            </Chips>
          </li>
        ))}
      </ul>
      <KioskTextField label={say('desk.form.papers.other')} value={other} onChange={setOther} />
      <ReasonField
        ready={['desk.form.reason.blurred', 'desk.form.reason.missing', 'desk.form.reason.wrong']}
        value={reason}
        onChange={(next) => {
          setReason(next);
          setProblem(null);
        }}
        problem={problem === 'reason' ? say('desk.form.reason.short') : null}
      />
      <KioskTextField label={say('desk.form.phone')} kind="phone" value={phone} onChange={setPhone} />
      <KioskTextField label={say('desk.form.number')} value={number} onChange={setNumber} maxLength={20} />
    </FormFrame>
  );
}
