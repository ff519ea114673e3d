import { BadgePercent, Banknote, Landmark, PencilLine } from 'lucide-react';
import type { FeeFile } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { clockTime, dayOf } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useGo, useReading } from '../../client/index.ts';
import { FactTable } from '../../components/fact-table.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { dong } from '../../flows/pay/money.ts';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './fees.module.css';
import type { FeeAct } from './file-area.tsx';
import { feesPlace } from './places.ts';

/** How one fee stands, with every payment and every happening. */
export function FileScreen(props: {
  readonly file: FeeFile;
  readonly fault: FaultCode | null;
  /** Cash was just taken: what goes back over the counter. */
  readonly changeVnd: number | null;
  readonly onAct: (act: FeeAct) => void;
}) {
  const say = useStrings();
  const go = useGo();
  const { file, fault, changeVnd, onAct } = props;
  const amount = (vnd: number): string => say('pay.amount', { amount: dong(vnd) });
  return (
    <Screen
      layout="top"
      title={file.code}
      lead={
        <>
          <span lang="vi">{file.procedureName}</span>
          {file.filer === null ? null : <> · {file.filer}</>}
        </>
      }
      back={{ onPress: () => go(feesPlace) }}
    >
      {fault === null ? null : <FaultNotice code={fault} withStaffSteps />}
      {changeVnd === null ? null : (
        <Notice
          tone="good"
          title={
            changeVnd === 0 ? say('fees.cash.even') : say('fees.cash.change', { amount: dong(changeVnd) })
          }
        />
      )}
      <Pages label={file.code}>
        <FactTable>
          <dt>{say('fees.facts.state')}</dt>
          <dd data-needs={file.needsOfficer || undefined}>{say(`fees.state.${file.state}`)}</dd>
          <dt>{say('fees.facts.due')}</dt>
          <dd>{file.dueVnd === null ? say('fees.unknown') : amount(file.dueVnd)}</dd>
          <dt>{say('fees.facts.held')}</dt>
          <dd>{amount(file.heldVnd)}</dd>
          {file.owedVnd === 0 ? null : (
            <>
              <dt>{say('fees.facts.owed')}</dt>
              <dd>{amount(file.owedVnd)}</dd>
            </>
          )}
          {file.spareVnd === 0 ? null : (
            <>
              <dt>{say('fees.facts.spare')}</dt>
              <dd data-needs>{amount(file.spareVnd)}</dd>
            </>
          )}
          {file.owedVnd === 0 && file.dueVnd !== null ? null : (
            <>
              <dt>{say('fees.facts.way')}</dt>
              <dd>{say(`fees.choice.${file.way}`)}</dd>
            </>
          )}
          {file.exemption === 'none' ? null : (
            <>
              <dt>{say('fees.facts.exemption')}</dt>
              <dd data-needs={file.exemption === 'claimed' || undefined}>
                {say(`fees.exemption.${file.exemption}`)}
              </dd>
            </>
          )}
        </FactTable>
        <div className={classes.acts}>
          <TouchButton look="soft" icon={<Banknote aria-hidden />} onPress={() => onAct({ kind: 'cash' })}>
            {say('fees.act.cash')}
          </TouchButton>
          <TouchButton icon={<Landmark aria-hidden />} onPress={() => onAct({ kind: 'confirm' })}>
            {say('fees.act.confirm')}
          </TouchButton>
          <TouchButton icon={<PencilLine aria-hidden />} onPress={() => onAct({ kind: 'due' })}>
            {say('fees.act.due')}
          </TouchButton>
          <TouchButton icon={<BadgePercent aria-hidden />} onPress={() => onAct({ kind: 'exemption' })}>
            {say('fees.act.exemption')}
          </TouchButton>
        </div>
        {file.payments.map((payment) => (
          <PaymentPart key={payment.id} payment={payment} onAct={onAct} />
        ))}
        <History file={file} />
      </Pages>
    </Screen>
  );
}

function PaymentPart(props: {
  readonly payment: FeeFile['payments'][number];
  readonly onAct: (act: FeeAct) => void;
}) {
  const say = useStrings();
  const { payment, onAct } = props;
  const held = payment.vnd - payment.backVnd;
  return (
    <section className={classes.part}>
      <h2>
        {say(`fees.way.${payment.way}`)} · {say('pay.amount', { amount: dong(payment.vnd) })}
        {payment.backVnd === 0 ? null : <> · {say('fees.payment.back', { amount: dong(payment.backVnd) })}</>}
      </h2>
      <p>
        {say(payment.confirmedBy === null ? 'fees.payment.pending' : `fees.payment.${payment.confirmedBy}`)}
        {payment.late === 'late' ? <b> · {say('fees.payment.late')}</b> : null}
        {payment.isDisputed ? <b> · {say('fees.payment.disputed')}</b> : null}
        {payment.way === 'cash' ? null : <small> {payment.id}</small>}
      </p>
      <div className={classes.small}>
        {payment.late === 'late' ? (
          <TouchButton look="soft" onPress={() => onAct({ kind: 'accept', payment })}>
            {say('fees.act.accept')}
          </TouchButton>
        ) : null}
        {held > 0 && payment.confirmedBy !== null ? (
          <TouchButton onPress={() => onAct({ kind: 'refund', payment })}>
            {say('fees.act.refund')}
          </TouchButton>
        ) : null}
        <TouchButton onPress={() => onAct({ kind: 'correct', payment })}>
          {say('fees.act.correct')}
        </TouchButton>
      </div>
    </section>
  );
}

function History({ file }: { readonly file: FeeFile }) {
  const say = useStrings();
  const { language } = useReading();
  return (
    <section className={classes.part}>
      <h2>{say('fees.history')}</h2>
      <ol>
        {file.lines.map((line) => (
          <li key={line.seq}>
            <span>
              {dayOf(language, line.atMs)}, {clockTime(line.atMs)}
            </span>
            <b>
              {say(`fees.kind.${kindOf(line.kind)}`)}
              {line.vnd === null ? null : <> · {say('pay.amount', { amount: dong(line.vnd) })}</>}
            </b>
            <small>
              {line.officer === null ? null : <>{line.officer}. </>}
              {line.reason}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}

const kinds = [
  'due-set',
  'offered',
  'way-chosen',
  'claimed',
  'timed-out',
  'cancelled',
  'cash-taken',
  'bank-message',
  'portal-paid',
  'portal-unpaid',
  'officer-confirmed',
  'late-accepted',
  'corrected',
  'refunded',
] as const;

/** The page knows every kind; another would be a newer core's. */
function kindOf(kind: string): (typeof kinds)[number] {
  return kinds.find((one) => one === kind) ?? 'offered';
}
