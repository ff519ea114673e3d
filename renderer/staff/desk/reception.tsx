import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, FilePlus2, FileQuestion, ScanEye, Square, UserRoundCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReceptionState } from '../../../shared/contract/index.ts';
import { staffPlace } from '../../../shared/contract/reading.ts';
import { Screen } from '../../app/screen.tsx';
import {
  queryFault,
  useAttempt,
  useCore,
  useCoreQueries,
  useGo,
  usePapersNews,
  useSession,
} from '../../client/index.ts';
import { Chip } from '../../components/chip.tsx';
import { CallFault } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { RowButton, RowWords } from '../../components/row.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { sayIn, useStrings } from '../../strings/use-strings.ts';
import classes from './desk.module.css';
import { momentOf } from './moments.ts';

/** Why the officer's eyes take the place of card and telephone; written down in Vietnamese. */
const whys = [
  'desk.reception.why.no-phone',
  'desk.reception.why.no-account',
  'desk.reception.why.offline',
  'desk.reception.why.card',
] as const;

/** The officer's own eyes on the person and on the originals of the form that is open. */
export function Reception() {
  const say = useStrings();
  const go = useGo();
  const queries = useCoreQueries();
  const cache = useQueryClient();
  const news = usePapersNews();
  const options = queries.desk.reception.queryOptions();
  const reception = useQuery({ ...options, gcTime: 0 });
  const [isAsking, setAsking] = useState(false);
  const { refetch } = reception;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scan has not been compared
  useEffect(() => void refetch(), [news, refetch]);
  const fault = queryFault(reception.error);
  const back = { onPress: () => go(staffPlace) };
  const keep = (next: ReceptionState): void => void cache.setQueryData(options.queryKey, next);
  const state = reception.data;
  if (state === undefined || state === null) {
    return (
      <Screen layout="top" title={say('desk.reception.title')} back={back}>
        <CallFault code={fault} />
        {state === null ? (
          <div className={classes.choices}>
            <Notice tone="info" title={say('desk.reception.none')}>
              <p>{say('desk.reception.none.line')}</p>
            </Notice>
            <TileButton
              icon={FilePlus2}
              look="soft"
              title={say('desk.reception.start')}
              line={say('desk.reception.start.line')}
              onPress={() => go('/find')}
            />
          </div>
        ) : null}
      </Screen>
    );
  }
  if (isAsking) {
    return <WhyScreen onBack={() => setAsking(false)} onKept={keep} />;
  }
  return <OpenForm state={state} onKept={keep} onAsk={() => setAsking(true)} />;
}

function OpenForm(props: {
  readonly state: ReceptionState;
  readonly onKept: (state: ReceptionState) => void;
  readonly onAsk: () => void;
}) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const session = useSession();
  const { state } = props;
  const { check, filer } = state;
  const backTo = session.kind === 'open' ? session.backTo : null;
  return (
    <Screen
      layout="top"
      title={say('desk.reception.title')}
      lead={<span lang="vi">{state.procedureName}</span>}
      back={{ onPress: () => go(staffPlace) }}
      next={{ label: say('desk.reception.go-on'), onPress: () => go(backTo ?? '/fill') }}
    >
      <Pages label={say('desk.reception.title')}>
        <div className={classes.reading}>
          <section className={classes.part}>
            <h2>{say('desk.reception.person')}</h2>
            <p>
              <b lang="vi">{filer.fullName}</b> {filer.maskedIdNumber}
            </p>
            {check === null ? (
              <TileButton
                icon={UserRoundCheck}
                title={say('desk.reception.check')}
                line={say('desk.reception.check.line')}
                onPress={props.onAsk}
              />
            ) : (
              <>
                <Notice
                  tone="good"
                  title={say('desk.reception.checked', {
                    officer: check.officer,
                    time: momentOf(check.atMs).time,
                    reason: check.reason,
                  })}
                />
                <Chip
                  onPress={() =>
                    attempt(async () => props.onKept(await core.desk.checkIdentity({ reason: null })))
                  }
                >
                  {say('desk.reception.check.back')}
                </Chip>
              </>
            )}
          </section>
          <section className={classes.part}>
            <h2>{say('desk.reception.papers')}</h2>
            {state.papers.length === 0 ? <p>{say('desk.reception.papers.none')}</p> : null}
            {state.papers.map(({ componentId, name, pages, compared }) => (
              <RowButton
                key={componentId}
                aria-pressed={compared !== null}
                onPress={() =>
                  attempt(async () =>
                    props.onKept(await core.desk.compare({ componentId, isCompared: compared === null })),
                  )
                }
              >
                <RowWords>
                  <b lang="vi">{name}</b>
                  <small>{say('desk.papers.pages', { count: pages })}</small>
                </RowWords>
                <span className={classes.state} data-state={compared === null ? 'waiting' : 'delivered'}>
                  {compared === null ? <Square aria-hidden /> : <CircleCheck aria-hidden />}
                  <span>
                    <b>{say(compared === null ? 'desk.reception.compare' : 'desk.reception.compared')}</b>
                    {compared === null ? null : (
                      <small>
                        {say('desk.reception.compared.by', {
                          officer: compared.officer,
                          time: momentOf(compared.atMs).time,
                        })}
                      </small>
                    )}
                  </span>
                </span>
              </RowButton>
            ))}
          </section>
        </div>
      </Pages>
    </Screen>
  );
}

function WhyScreen(props: { readonly onBack: () => void; readonly onKept: (state: ReceptionState) => void }) {
  const say = useStrings();
  const core = useCore();
  const attempt = useAttempt();
  return (
    <Screen
      title={say('desk.reception.why')}
      lead={say('desk.reception.why.lead')}
      picture={<ScanEye aria-hidden />}
      back={{ onPress: props.onBack }}
    >
      <Pages label={say('desk.reception.why')}>
        <div className={classes.choices}>
          {whys.map((id) => (
            <TileButton
              key={id}
              icon={FileQuestion}
              title={say(id)}
              onPress={() =>
                attempt(async () => {
                  props.onKept(await core.desk.checkIdentity({ reason: sayIn('vi')(id) }));
                  props.onBack();
                })
              }
            />
          ))}
        </div>
      </Pages>
    </Screen>
  );
}
