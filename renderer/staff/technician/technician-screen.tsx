import { useQuery } from '@tanstack/react-query';
import { BookOpen, FileCog, FileDown, LogOut, Power, RotateCcw, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { staffPlace } from '../../../shared/contract/reading.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useCoreQueries, useGo } from '../../client/index.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import staffClasses from '../staff.module.css';
import { dayFromIso } from './day-from-iso.ts';
import classes from './technician.module.css';

type How = 'restart' | 'leave' | 'shut-down';

/** What was exported. */
interface Told {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Everything that a technician may do at the machine; `isTechnician` false: only the audit log. */
export function TechnicianScreen(props: { readonly isTechnician: boolean }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
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
  const [asking, setAsking] = useState<How | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const error = view.error ?? packages.error;
  if (error !== null) throw error;

  const exportLogs = (): Promise<boolean> =>
    attempt(async () => {
      const { file, lines, withheld } = await core.technician.exportLogs();
      setTold({
        title: say('technician.exported.logs', { lines }),
        lines: [
          ...(withheld === 0 ? [] : [say('technician.exported.withheld', { count: withheld })]),
          say('technician.exported.file', { file }),
        ],
      });
    });

  const exportAudit = (): Promise<boolean> =>
    attempt(async () => {
      const { file, events, isWhole, firstBadSeq } = await core.technician.exportAudit();
      setTold({
        title: isWhole
          ? say('technician.exported.audit.whole', { events })
          : say('technician.exported.audit.broken', { events, seq: firstBadSeq ?? 1 }),
        lines: [say('technician.exported.file', { file })],
      });
    });

  const leave = (how: How): Promise<boolean> =>
    attempt(async () => {
      setAsking(null);
      await core.technician.leave({ how });
      setLeaving(true);
    });

  // What is told above and on the tiles moves them: nobody touches a tile before it stands where it stays.
  if (props.isTechnician && (view.data === undefined || packages.data === undefined)) {
    return <Screen layout="top" title={say('technician.title')} back={{ onPress: () => go(staffPlace) }} />;
  }

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
      <Pages label={say('technician.title')}>
        {isLeaving ? <Notice tone="info" title={say('technician.leaving')} /> : null}
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
        isOpen={told !== null}
        title={told?.title ?? ''}
        actions={
          <TouchButton look="go" onPress={() => setTold(null)}>
            {say('app.understood')}
          </TouchButton>
        }
      >
        {told?.lines.map((line) => (
          <p key={line} className={classes.line}>
            {line}
          </p>
        ))}
      </Dialog>
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
