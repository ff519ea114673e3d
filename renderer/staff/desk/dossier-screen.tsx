import {
  Ban,
  ClipboardList,
  FilePlus2,
  FileX2,
  type LucideIcon,
  PackageOpen,
  PencilLine,
  Printer,
  SendHorizontal,
} from 'lucide-react';
import type { DeskAct, DeskDossier } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useGo } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './desk.module.css';
import type { Done } from './dossier-area.tsx';
import { DossierFacts, DossierHistory, DossierPapers, DossierQueue } from './dossier-parts.tsx';
import { momentOf } from './moments.ts';
import { deskDossierPlace, deskPlace } from './places.ts';
import { whoseDossier } from './whose.ts';

const icons: Readonly<Record<DeskAct, LucideIcon>> = {
  retry: SendHorizontal,
  correct: PencilLine,
  paper: Printer,
  export: PackageOpen,
  cancel: FileX2,
  'supplement-request': FilePlus2,
  refusal: Ban,
  'control-slip': ClipboardList,
};

/** What an officer must know of one dossier; the way on leads to what can be done with it now. */
export function DossierScreen(props: { readonly dossier: DeskDossier; readonly done: Done }) {
  const say = useStrings();
  const go = useGo();
  const { dossier } = props;
  const { dossierId } = dossier;

  return (
    <Screen
      layout="top"
      title={dossier.person ?? say('desk.person.erased')}
      lead={<span lang="vi">{dossier.procedureName}</span>}
      back={{ onPress: () => go(deskPlace) }}
      {...(dossier.can.length === 0
        ? {}
        : { next: { label: say('desk.acts'), onPress: () => go(deskDossierPlace(dossierId, 'acts')) } })}
    >
      <Pages label={dossier.procedureName}>
        <div className={classes.reading}>
          <Standing dossier={dossier} done={props.done} />
          <DossierFacts dossier={dossier} />
          <DossierPapers dossier={dossier} />
          <DossierQueue dossier={dossier} />
          <DossierHistory dossier={dossier} />
        </div>
      </Pages>
    </Screen>
  );
}

/** Everything that can be done with the dossier as it stands. */
export function ActsScreen(props: {
  readonly dossier: DeskDossier;
  readonly onDone: (done: Done) => Promise<void>;
}) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const { dossier } = props;
  const { dossierId } = dossier;

  async function act(what: DeskAct): Promise<void> {
    if (what === 'correct') {
      const isOpened = await attempt(async () => {
        const { place } = await core.revisions.openCorrection({ dossierId });
        await go(place);
      });
      if (!isOpened) await props.onDone(null);
      return;
    }
    if (what !== 'retry') return void (await go(deskDossierPlace(dossierId, what)));
    await attempt(async () => {
      await core.desk.retry({ dossierId });
      await props.onDone('retried');
      await go(deskDossierPlace(dossierId));
    });
  }

  return (
    <Screen
      layout="top"
      title={say('desk.acts.title')}
      lead={whoseDossier(dossier, say)}
      back={{ onPress: () => go(deskDossierPlace(dossierId)) }}
    >
      <Pages label={say('desk.acts.title')}>
        <div className={classes.choices}>
          {dossier.can.map((what) => (
            <TileButton
              key={what}
              icon={icons[what]}
              look={what === 'retry' ? 'soft' : 'plain'}
              title={say(`desk.act.${what}`)}
              line={say(`desk.act.${what}.line`)}
              onPress={() => act(what)}
            />
          ))}
        </div>
      </Pages>
    </Screen>
  );
}

/** How it stands in words, and why it does not go on. */
function Standing(props: { readonly dossier: DeskDossier; readonly done: Done }) {
  const say = useStrings();
  const { dossier, done } = props;
  const { ending } = dossier;
  const parked = dossier.revisions.find(({ state }) => state === 'parked');
  return (
    <>
      {done === null || done === 'form' ? null : (
        <Notice tone="good" title={say(done === 'retried' ? 'desk.retried' : `desk.done.${done}`)} />
      )}
      {done === 'form' ? <Notice tone="good" title={say('app.printed')} /> : null}
      {dossier.isErased ? (
        <Notice tone="info" title={say('desk.erased')}>
          <p>{say('desk.erased.line')}</p>
        </Notice>
      ) : null}
      {dossier.isDamaged ? (
        <Notice tone="wrong" title={say('desk.damaged')}>
          <p>{say('desk.damaged.line')}</p>
        </Notice>
      ) : null}
      {ending === null ? null : (
        <Notice tone="info" title={say(`desk.ending.${ending.kind}`)}>
          {ending.reason === null ? null : <p>{say('desk.ending.reason', { reason: ending.reason })}</p>}
          <p>{say('desk.ending.by', { officer: ending.officer ?? '', ...momentOf(ending.atMs) })}</p>
        </Notice>
      )}
      {parked === undefined || parked.fault === null ? null : (
        <section className={classes.why} aria-label={say('desk.why')}>
          {parked.said === null ? null : <p lang="vi">{say('desk.said', { said: parked.said })}</p>}
          <FaultNotice code={parked.fault} withStaffSteps />
        </section>
      )}
    </>
  );
}
