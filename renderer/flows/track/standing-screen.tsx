import { CalendarClock, CloudOff, FileText, Hash, Hourglass, RefreshCw } from 'lucide-react';
import type { Tracked, TrackedElsewhere } from '../../../shared/contract/index.ts';
import { portalStateOf } from '../../../shared/dossier/portal-state.ts';
import { clockTime, dayOf } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useGo, useHealth, useReading } from '../../client/index.ts';
import { Fact, Facts } from '../../components/facts.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { dossierPlace, trackPlace } from './places.ts';
import { useStanding } from './standing-words.ts';
import classes from './track.module.css';

/** How a dossier stands: the state large, what to do, then the dates and the steps so far. Names nobody. */
export function StandingScreen(props: {
  readonly dossier: TrackedElsewhere;
  /** The same, when it was handed in at this kiosk. */
  readonly here: Tracked | null;
}) {
  const say = useStrings();
  const go = useGo();
  const { language } = useReading();
  const { dossier, here } = props;
  const standing = useStanding(dossier, here);
  const facts = dossier.now === null ? null : portalStateOf(dossier.now.state);
  const open =
    here === null || here.access === 'never'
      ? {}
      : {
          next: {
            label: say('track.found.open'),
            onPress: () => go(dossierPlace(here.dossierId, here.access === 'open' ? 'papers' : 'number')),
          },
        };
  return (
    <Screen
      layout="top"
      title={standing.title}
      lead={<span aria-live="polite">{standing.plain}</span>}
      back={{ onPress: () => go(trackPlace) }}
      {...open}
    >
      {standing.task === null ? null : (
        <Notice tone="attention" title={say(`track.todo.${standing.task}`)}>
          {facts?.stopsClock === true ? <p>{say('track.clockStopped')}</p> : null}
        </Notice>
      )}
      <Pages label={standing.title}>
        <div className={classes.standing}>
          <Facts>
            <Fact icon={<FileText aria-hidden />}>
              {here === null ? <small>{say('track.found.elsewhere')}</small> : null}
              <b lang="vi">{dossier.procedureName}</b>
              {dossier.receivedAtMs === null ? null : (
                <small>{say('track.found.received', { when: dayOf(language, dossier.receivedAtMs) })}</small>
              )}
            </Fact>
            <Fact icon={<Hash aria-hidden />}>
              <small>{say(here?.isTemporary === true ? 'track.found.temporary' : 'track.found.code')}</small>
              <b className={classes.code}>{dossier.code}</b>
            </Fact>
            {facts?.isOver === true ? null : (
              <Fact icon={<CalendarClock aria-hidden />}>
                <b>
                  {dossier.dueAtMs === null
                    ? say('track.found.due.notice')
                    : say('track.found.due', {
                        time: clockTime(dossier.dueAtMs),
                        day: dayOf(language, dossier.dueAtMs),
                      })}
                </b>
              </Fact>
            )}
            <Age dossier={dossier} here={here} />
            {here === null ? null : <Withheld here={here} />}
          </Facts>
          <History dossier={dossier} />
        </div>
      </Pages>
    </Screen>
  );
}

/** How old the knowledge is, and whether something newer is on its way. */
function Age(props: { readonly dossier: TrackedElsewhere; readonly here: Tracked | null }) {
  const say = useStrings();
  const { language } = useReading();
  const isOffline = useHealth().network.state === 'offline';
  const { dossier, here } = props;
  const isAsking = here?.isAsking === true;
  if (dossier.askedAtMs === null && !isAsking && !isOffline) return null;
  return (
    <Fact icon={isOffline ? <CloudOff aria-hidden /> : <RefreshCw aria-hidden />}>
      {dossier.askedAtMs === null ? null : (
        <b>
          {say('track.found.asOf', {
            time: clockTime(dossier.askedAtMs),
            day: dayOf(language, dossier.askedAtMs),
          })}
        </b>
      )}
      {isAsking ? (
        <small aria-live="polite">{say('track.found.asking')}</small>
      ) : isOffline ? (
        <small>{say('track.found.offline')}</small>
      ) : null}
    </Fact>
  );
}

function Withheld({ here }: { readonly here: Tracked }) {
  const say = useStrings();
  if (here.access !== 'never') return null;
  return (
    <Fact icon={<Hourglass aria-hidden />}>
      <small>{say(here.isErased ? 'track.found.erased' : 'track.found.never')}</small>
    </Fact>
  );
}

function History({ dossier }: { readonly dossier: TrackedElsewhere }) {
  const say = useStrings();
  const { language } = useReading();
  if (dossier.history.length === 0) return null;
  return (
    <section className={classes.history}>
      <h2>{say('track.found.history')}</h2>
      <ol>
        {dossier.history.toReversed().map(({ state, atMs }) => (
          <li key={`${state} ${atMs}`}>
            <b>{say(`track.state.${portalStateOf(state).id}`)}</b>
            <small>
              {dayOf(language, atMs)}, {clockTime(atMs)}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}
