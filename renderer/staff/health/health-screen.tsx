import { useQuery } from '@tanstack/react-query';
import {
  CircleCheck,
  FlaskConical,
  Megaphone,
  OctagonX,
  RotateCw,
  TriangleAlert,
  Wrench,
} from 'lucide-react';
import type { ReadinessRow } from '../../../shared/contract/index.ts';
import { staffPlace } from '../../../shared/contract/reading.ts';
import { clockTime, readinessWords } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useCore, useCoreQueries, useGo, useReading } from '../../client/index.ts';
import { Pages } from '../../components/pages.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { findFaultWords } from '../../strings/fault-words.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { usePrintingDialog } from '../printing-dialog.tsx';
import classes from './health.module.css';

const levels = ['broken', 'limited', 'works'] as const;
const icons = { works: CircleCheck, limited: TriangleAlert, broken: OctagonX } as const;

/** One row for each part of the kiosk, what does not work first: how it is, what to do, what to tell people. */
export function HealthScreen() {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const queries = useCoreQueries();
  const view = useQuery({ ...queries.readiness.view.queryOptions(), gcTime: 0 });
  const { print, dialog } = usePrintingDialog();
  if (view.error !== null) throw view.error;
  const rows = levels.flatMap((level) => view.data?.rows.filter((row) => row.level === level) ?? []);
  const count = (level: ReadinessRow['level']): number => rows.filter((row) => row.level === level).length;
  const isGood = count('broken') + count('limited') === 0;
  return (
    <Screen
      layout="top"
      title={say('health.title')}
      lead={
        view.data === undefined
          ? say('health.checking')
          : isGood
            ? say('health.lead.good')
            : say('health.lead.some', { broken: count('broken'), limited: count('limited') })
      }
      back={{ onPress: () => go(staffPlace) }}
      next={{ label: say('health.print'), onPress: () => print(() => core.readiness.print()) }}
    >
      <Pages label={say('health.title')}>
        <div className={classes.acts}>
          <TouchButton icon={<RotateCw aria-hidden />} onPress={() => view.refetch()}>
            {say('health.again')}
          </TouchButton>
          <TouchButton icon={<FlaskConical aria-hidden />} onPress={() => go('/staff/health/tests')}>
            {say('health.tests')}
          </TouchButton>
          {view.data === undefined ? null : (
            <p>
              {view.isFetching
                ? say('health.checking')
                : say('health.checked', { time: clockTime(view.data.checkedAtMs) })}
            </p>
          )}
        </div>
        <ul className={classes.rows}>
          {rows.map((row) => (
            <Row key={`${row.part} ${row.name}`} row={row} />
          ))}
        </ul>
      </Pages>
      {dialog}
    </Screen>
  );
}

function Row(props: { readonly row: ReadinessRow }) {
  const say = useStrings();
  const { language } = useReading();
  const { row } = props;
  const words = readinessWords(row, say, (code) => findFaultWords(language, code));
  const Icon = icons[row.level];
  return (
    <li className={classes.row} data-level={row.level}>
      <Icon className={classes.icon} aria-hidden />
      <div className={classes.words}>
        <p className={classes.head}>
          <b>{words.part}</b> <span className={classes.level}>{words.level}</span>
        </p>
        <p>{words.text}</p>
        {words.steps.length === 0 ? null : (
          <div className={classes.more}>
            <Wrench aria-hidden />
            <div>
              <p className={classes.label}>{say('health.steps')}</p>
              <ul>
                {words.steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ul>
            </div>
          </div>
        )}
        {words.tell === null ? null : (
          <div className={classes.more}>
            <Megaphone aria-hidden />
            <div>
              <p className={classes.label}>{say('health.tell')}</p>
              <p>{words.tell}</p>
            </div>
          </div>
        )}
      </div>
    </li>
  );
}
