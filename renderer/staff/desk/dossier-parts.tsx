import { type ReactNode, useState } from 'react';
import type { DeskDossier } from '../../../shared/contract/index.ts';
import { portalStateOf } from '../../../shared/dossier/portal-state.ts';
import { maskNumber } from '../../../shared/identity/id-number.ts';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './desk.module.css';
import { momentOf } from './moments.ts';

function Part(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}

function Fact(props: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function isoDay(iso: string): string {
  return iso.split('-').toReversed().join('/');
}

/** Persons, codes, dates, fee and the way of the result. */
export function DossierFacts({ dossier }: { readonly dossier: DeskDossier }) {
  const say = useStrings();
  const { content } = dossier;
  return (
    <Part title={say('desk.facts.filer')}>
      <dl className={classes.facts}>
        <Fact name={say(dossier.isTemporary ? 'desk.facts.temporary' : 'desk.facts.code')}>
          {dossier.code}
        </Fact>
        {dossier.isTemporary ? null : <Fact name={say('desk.facts.temporary')}>{dossier.temporaryCode}</Fact>}
        {content === null ? null : <Persons content={content} />}
        <Fact name={say('desk.facts.due')}>
          {dossier.dueAtMs === null
            ? say('desk.facts.due.notice')
            : `${momentOf(dossier.dueAtMs).time}, ${momentOf(dossier.dueAtMs).day}`}
        </Fact>
        {content === null ? null : (
          <>
            <Fact name={say('desk.facts.fee')}>
              {[
                content.fee.amountVnd === null
                  ? say('desk.fee.unknown')
                  : say('desk.fee.amount', { amount: content.fee.amountVnd.toLocaleString('vi-VN') }),
                say(`desk.fee.way.${content.fee.way}`),
                ...(content.fee.exemptionClaimed ? [say('desk.fee.claimed')] : []),
              ].join(' · ')}
            </Fact>
            <Fact name={say('desk.facts.delivery')}>
              {content.delivery.way === 'office'
                ? say('desk.delivery.office')
                : say('desk.delivery.post', {
                    recipient: content.delivery.recipient,
                    street: content.delivery.street,
                    commune: content.delivery.commune,
                    phone: content.delivery.phone,
                  })}
            </Fact>
          </>
        )}
      </dl>
    </Part>
  );
}

function Persons({ content }: { readonly content: NonNullable<DeskDossier['content']> }) {
  const say = useStrings();
  const [isShown, setShown] = useState(false);
  const { filer, owner, identityCheck } = content;
  const address = filer.address ?? '';
  return (
    <>
      {filer.idNumber === null ? null : (
        <Fact name={say('desk.facts.number')}>
          <span className={classes.number}>
            {isShown ? filer.idNumber : maskNumber(filer.idNumber)}
            <TouchButton onPress={() => setShown(!isShown)}>
              {say(isShown ? 'desk.facts.number.hide' : 'desk.facts.number.show')}
            </TouchButton>
          </span>
        </Fact>
      )}
      {filer.birthDate === null ? null : (
        <Fact name={say('desk.facts.birth')}>{isoDay(filer.birthDate)}</Fact>
      )}
      {filer.phone === null ? null : <Fact name={say('desk.facts.phone')}>{filer.phone}</Fact>}
      {address === '' ? null : <Fact name={say('desk.facts.address')}>{address}</Fact>}
      {owner === null ? null : <Fact name={say('desk.facts.owner')}>{owner.fullName}</Fact>}
      <Fact name={say('desk.facts.identity')}>
        {say(`desk.trust.${content.trust}`)}
        {identityCheck !== null ? (
          <small>
            {say('desk.facts.identity.checked', {
              officer: identityCheck.officer,
              reason: identityCheck.reason,
              ...momentOf(identityCheck.atMs),
            })}
          </small>
        ) : content.needsIdentityCheck ? (
          <small>{say('desk.facts.identity.needed')}</small>
        ) : null}
      </Fact>
      {content.withdrawalReason === null ? null : (
        <Fact name={say('desk.behind.revision.withdrawal')}>{content.withdrawalReason}</Fact>
      )}
    </>
  );
}

/** What was handed in, where to look twice, and what is not there. */
export function DossierPapers({ dossier }: { readonly dossier: DeskDossier }) {
  const say = useStrings();
  const { content } = dossier;
  if (content === null) return null;
  return (
    <Part title={say('desk.papers')}>
      <ul className={classes.papers}>
        {content.papers.map(({ revision, title, kind, pages, doubtfulPages, compared }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sealed list never changes its order
          <li key={`${revision} ${index}`}>
            <b lang="vi">{title}</b>
            <small>
              {say('desk.papers.pages', { count: pages })}
              {kind === 'paper' ? null : ` · ${say(`desk.papers.kind.${kind}`)}`}
              {revision === 0 ? null : ` · ${say('desk.behind.revision.supplement')}`}
            </small>
            {doubtfulPages.length === 0 ? null : (
              <small data-tone="look">
                {say('desk.papers.doubtful', { pages: doubtfulPages.join(', ') })}
              </small>
            )}
            {compared === null ? null : (
              <small data-tone="good">
                {say('desk.papers.compared', { officer: compared.officer, ...momentOf(compared.atMs) })}
              </small>
            )}
          </li>
        ))}
        {content.absent.map(({ title, because }) => (
          <li key={title}>
            <b lang="vi">{title}</b>
            <small>{say(`desk.absent.${because}`)}</small>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Each revision on its way. */
export function DossierQueue({ dossier }: { readonly dossier: DeskDossier }) {
  const say = useStrings();
  return (
    <Part title={say('desk.queue')}>
      <ul className={classes.papers}>
        {dossier.revisions.map((one) => (
          <li key={one.revision}>
            <b>
              {say(`desk.behind.revision.${one.kind}`)}: {say(`desk.revision.${one.state}`)}
            </b>
            <small>{say('desk.received', momentOf(one.sealedAtMs))}</small>
            {one.state === 'sending' ? <small>{say('desk.sending', { percent: one.percent })}</small> : null}
            {one.nextTryAtMs === null ? null : (
              <small>{say('desk.next-try', { time: momentOf(one.nextTryAtMs).time })}</small>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** What the portal has told, and what it asks for. */
export function DossierHistory({ dossier }: { readonly dossier: DeskDossier }) {
  const say = useStrings();
  const { history, requests } = dossier;
  return (
    <>
      <Part title={say('desk.history')}>
        {history.length === 0 ? <p>{say('desk.history.none')}</p> : null}
        <ul className={classes.papers}>
          {history.toReversed().map(({ state, atMs }) => (
            <li key={`${state} ${atMs}`}>
              <b>{say(`track.state.${portalStateOf(state).id}`)}</b>
              <small>
                {momentOf(atMs).time}, {momentOf(atMs).day}
              </small>
            </li>
          ))}
        </ul>
      </Part>
      {requests.length === 0 ? null : (
        <Part title={say('desk.requests')}>
          <ul className={classes.papers}>
            {requests.map(({ askedAtMs, reason, until, papers, isAnswered }) => (
              <li key={askedAtMs}>
                <b lang="vi">{reason}</b>
                <small lang="vi">{papers.join(', ')}</small>
                {until === null ? null : <small>{say('desk.requests.until', { day: isoDay(until) })}</small>}
                {isAnswered ? <small data-tone="good">{say('desk.requests.answered')}</small> : null}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}
