import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, CheckCheck, Eye, MessageSquareReply, PenLine, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { DataRequest } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useCoreQueries, useGo } from '../../client/index.ts';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { SureDialog } from '../../components/sure-dialog.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { usePrintingDialog } from '../printing-dialog.tsx';
import staffClasses from '../staff.module.css';
import { CloseScreen } from './close-screen.tsx';
import classes from './personal-data.module.css';
import { RequestFacts } from './request-facts.tsx';

/** One request: its clocks, what is held, what may be done, and what was done by whom. */
export function RequestScreen(props: { readonly requestId: string; readonly isSupervisor: boolean }) {
  const go = useGo();
  const queries = useCoreQueries();
  const cache = useQueryClient();
  const options = queries.personalData.get.queryOptions({ input: { requestId: props.requestId } });
  const request = useQuery({ ...options, gcTime: 0 });
  const [isClosing, setClosing] = useState(false);
  if (request.error !== null) throw request.error;
  if (request.data === undefined) return <Screen layout="top" back={{ onPress: () => go('/staff/data') }} />;
  const onChange = (next: DataRequest): void => {
    cache.setQueryData(options.queryKey, next);
  };
  if (isClosing) {
    return (
      <CloseScreen
        request={request.data}
        onBack={() => setClosing(false)}
        onClosed={(next) => {
          onChange(next);
          setClosing(false);
        }}
      />
    );
  }
  return (
    <Request
      request={request.data}
      isSupervisor={props.isSupervisor}
      onChange={onChange}
      onClose={() => setClosing(true)}
    />
  );
}

function Request(props: {
  readonly request: DataRequest;
  readonly isSupervisor: boolean;
  readonly onChange: (request: DataRequest) => void;
  readonly onClose: () => void;
}) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const { print, dialog } = usePrintingDialog();
  const [isSure, setSure] = useState(false);
  const { request } = props;
  const { requestId, kind, holdings } = request;
  const isOpen = request.closedAtMs === null;
  const erasable = holdings.filter(({ keptBecause }) => keptBecause === null);
  const isRestricted = holdings.some((holding) => holding.isRestricted);
  const act = (work: () => Promise<DataRequest>): Promise<boolean> =>
    attempt(async () => props.onChange(await work()));

  return (
    <Screen
      layout="top"
      title={say(`personaldata.kind.${kind}`)}
      lead={say('personaldata.row.number', { number: request.number })}
      back={{ onPress: () => go('/staff/data') }}
      {...(isOpen ? { next: { label: say('personaldata.do.close'), onPress: props.onClose } } : {})}
    >
      <Pages label={say(`personaldata.kind.${kind}`)}>
        <div className={classes.request}>
          <RequestFacts request={request} />
          {isOpen ? (
            <div className={staffClasses.tiles}>
              {request.repliedAtMs === null ? (
                <TileButton
                  icon={MessageSquareReply}
                  title={say('personaldata.do.reply')}
                  line={say('personaldata.do.reply.line')}
                  onPress={() => act(() => core.personalData.reply({ requestId, note: '' }))}
                />
              ) : null}
              {kind === 'see' ? (
                <TileButton
                  icon={Eye}
                  title={say('personaldata.do.see')}
                  line={say('personaldata.do.see.line')}
                  onPress={() =>
                    print(async () => props.onChange(await core.personalData.printExtract({ requestId })))
                  }
                />
              ) : null}
              {kind === 'correct'
                ? holdings
                    .filter(({ mayCorrect }) => mayCorrect)
                    .map(({ dossierId, code }) => (
                      <TileButton
                        key={dossierId}
                        look="soft"
                        icon={PenLine}
                        title={say('personaldata.do.open', { code: code ?? '' })}
                        line={say('personaldata.do.open.line')}
                        onPress={() =>
                          attempt(async () => {
                            const { place } = await core.personalData.openCorrection({
                              requestId,
                              dossierId,
                            });
                            await go(place);
                          })
                        }
                      />
                    ))
                : null}
              {kind === 'correct' ? (
                <TileButton
                  icon={PenLine}
                  title={say('personaldata.do.correct')}
                  line={say('personaldata.do.correct.line')}
                  onPress={() => act(() => core.personalData.beginCorrection({ requestId, note: '' }))}
                />
              ) : null}
              {kind === 'restrict' && holdings.some((holding) => !holding.isRestricted) ? (
                <TileButton
                  icon={Ban}
                  title={say('personaldata.do.restrict')}
                  line={say('personaldata.do.restrict.line')}
                  onPress={() => act(() => core.personalData.restrict({ requestId }))}
                />
              ) : null}
              {kind === 'delete' && props.isSupervisor && erasable.length > 0 ? (
                <TileButton
                  icon={Trash2}
                  title={say('personaldata.do.erase')}
                  line={say('personaldata.do.erase.line')}
                  onPress={() => setSure(true)}
                />
              ) : null}
            </div>
          ) : null}
          {kind === 'restrict' && props.isSupervisor && isRestricted ? (
            <TileButton
              icon={RotateCcw}
              title={say('personaldata.do.release')}
              line={say('personaldata.do.release.line')}
              onPress={() => act(() => core.personalData.release({ requestId, note: '' }))}
            />
          ) : null}
          {kind === 'delete' && isOpen && !props.isSupervisor ? (
            <Notice tone="info" title={say('personaldata.do.erase.supervisor')} />
          ) : null}
          {kind === 'delete' && isOpen && holdings.length > 0 && erasable.length === 0 ? (
            <Notice tone="attention" title={say('personaldata.erase.nothing')} />
          ) : null}
        </div>
      </Pages>
      {dialog}
      <SureDialog
        isOpen={isSure}
        title={say('personaldata.erase.sure', { name: request.fullName })}
        text={say('personaldata.erase.sure.text', { count: erasable.length })}
        yes={{
          label: say('personaldata.erase.sure.yes'),
          look: 'danger',
          icon: <CheckCheck aria-hidden />,
          onPress: () => {
            setSure(false);
            return act(() => core.personalData.erase({ requestId }));
          },
        }}
        no={{ label: say('personaldata.erase.sure.no'), onPress: () => setSure(false) }}
      />
    </Screen>
  );
}
