import { useQuery } from '@tanstack/react-query';
import { BookOpen, FileCog, FileDown, LogOut, Power, RotateCcw, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { staffPlace } from '../../../shared/contract/reading.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { Screen } from '../../app/screen.tsx';
import { faultOf, useCore, useCoreQueries, useGo } from '../../client/index.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice, type NoticeTone } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import staffClasses from '../staff.module.css';
import { dayFromIso } from './day-from-iso.ts';
import classes from './technician.module.css';

type How = 'restart' | 'leave' | 'shut-down';

/** What was exported, as the notice above the tiles says it. */
interface Told {
  readonly tone: NoticeTone;
  readonly title: string;
  readonly lines: readonly string[];
}

/** Everything that a technician may do at the machine; `isTechnician` false: only the audit log. */
export function TechnicianScreen(props: { readonly isTechnician: boolean }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const queries = useCoreQueries();
  const view = useQuery({
    ...queries.technician.view.queryOptions(),
    gcTime: 0,
    enabled: props.isTechnician,
  });
  const packages = useQuery({
    ...queries.technician.packages.queryOptions(),
    gcTime: 0,
    enabled: props.isTechnician,
  });
  const [told, setTold] = useState<Told | null>(null);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const [asking, setAsking] = useState<How | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const error = view.error ?? packages.error;
  if (error !== null) throw error;

  async function attempt(work: () => Promise<Told | null>): Promise<void> {
    setFault(null);
    try {
      setTold(await work());
    } catch (failure) {
      const known = faultOf(failure);
      if (known === null) throw failure;
      setFault(known);
    }
  }

  const exportLogs = (): Promise<void> =>
    attempt(async () => {
      const { file, lines, withheld } = await core.technician.exportLogs();
      return {
        tone: 'good',
        title: say('technician.exported.logs', { lines }),
        lines: [
          ...(withheld === 0 ? [] : [say('technician.exported.withheld', { count: withheld })]),
          say('technician.exported.file', { file }),
        ],
      };
    });

  const exportAudit = (): Promise<void> =>
    attempt(async () => {
      const { file, events, isWhole, firstBadSeq } = await core.technician.exportAudit();
      return {
        tone: isWhole ? 'good' : 'wrong',
        title: isWhole
          ? say('technician.exported.audit.whole', { events })
          : say('technician.exported.audit.broken', { events, seq: firstBadSeq ?? 1 }),
        lines: [say('technician.exported.file', { file })],
      };
    });

  const leave = (how: How): Promise<void> =>
    attempt(async () => {
      setAsking(null);
      await core.technician.leave({ how });
      setLeaving(true);
      return null;
    });

  const canShutDown = view.data?.canShutDown === true;
  return (
    <Screen
      layout="top"
      title={say('technician.title')}
      {...(view.data === undefined
        ? {}
        : { lead: say('technician.lead', { version: view.data.version, outbox: view.data.outbox }) })}
      back={{ onPress: () => go(staffPlace) }}
    >
      {fault === null ? null : <FaultNotice code={fault} withStaffSteps />}
      {isLeaving ? <Notice tone="info" title={say('technician.leaving')} /> : null}
      {told === null ? null : (
        <Notice tone={told.tone} title={told.title}>
          {told.lines.map((line) => (
            <p key={line} className={classes.line}>
              {line}
            </p>
          ))}
        </Notice>
      )}
      <Pages label={say('technician.title')}>
        <div className={staffClasses.tiles}>
          <TileButton
            icon={ScrollText}
            title={say('technician.audit')}
            line={say('technician.audit.line')}
            onPress={exportAudit}
          />
          {props.isTechnician ? (
            <>
              <TileButton
                icon={FileCog}
                title={say('technician.config')}
                line={say('technician.config.line')}
                onPress={() => go('/staff/technician/config')}
              />
              <TileButton
                icon={FileDown}
                title={say('technician.logs')}
                line={say('technician.logs.line')}
                onPress={exportLogs}
              />
              <TileButton
                icon={BookOpen}
                title={say('technician.catalogue')}
                line={say('technician.catalogue.line', { date: dayFromIso(packages.data?.version ?? '') })}
                onPress={() => go('/staff/technician/catalogue')}
              />
              <TileButton
                icon={RotateCcw}
                title={say('technician.restart')}
                line={say('technician.restart.line')}
                onPress={() => setAsking('restart')}
              />
              <TileButton
                icon={LogOut}
                title={say('technician.leave')}
                line={say('technician.leave.line')}
                onPress={() => setAsking('leave')}
              />
              {canShutDown ? (
                <TileButton
                  icon={Power}
                  title={say('technician.shutDown')}
                  line={say('technician.shutDown.line')}
                  onPress={() => setAsking('shut-down')}
                />
              ) : (
                <p className={classes.note}>
                  <Power aria-hidden />
                  {say('technician.shutDown.no')}
                </p>
              )}
            </>
          ) : null}
        </div>
      </Pages>
      <Dialog
        isOpen={asking !== null}
        title={asking === null ? '' : say(`technician.sure.${asking}`)}
        actions={
          <>
            <TouchButton look="danger" onPress={() => (asking === null ? undefined : leave(asking))}>
              {asking === null ? '' : say(`technician.sure.${asking}.yes`)}
            </TouchButton>
            <TouchButton look="go" onPress={() => setAsking(null)}>
              {say('technician.sure.no')}
            </TouchButton>
          </>
        }
      >
        <p>{asking === null ? '' : say(`technician.sure.${asking}.text`)}</p>
      </Dialog>
    </Screen>
  );
}
