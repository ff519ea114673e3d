import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FlaskConical, X } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type {
  DockPlay,
  DockState,
  PortalMood,
  SampleCode,
  SamplePaper,
} from '../../shared/contract/index.ts';
import { useCoreQueries } from '../client/index.ts';
import { Button } from '../components/button.tsx';
import { type StringId, useStrings } from '../strings/use-strings.ts';
import classes from './dock.module.css';

const moods: readonly PortalMood[] = [
  'well',
  'slow',
  'reply-lost',
  'failing',
  'captive-page',
  'wrong-signature',
  'wrong-clock',
  'reset',
];

const codes: readonly SampleCode[] = ['card-2021', 'card-2024', 'card-child', 'card-lossy', 'boarding-pass'];

const papers: readonly SamplePaper[] = ['birth-notice', 'declaration', 'marriage-certificate', 'blurred'];

const shifts: readonly { readonly minutes: number; readonly name: StringId }[] = [
  { minutes: 0, name: 'dock.clock.true' },
  { minutes: 60, name: 'dock.clock.hour' },
  { minutes: -24 * 60, name: 'dock.clock.day' },
  // Far enough back that a due date counted from it would be plainly wrong.
  { minutes: -25 * 365 * 24 * 60, name: 'dock.clock.years' },
];

/** A play of the dock with the name a person reads, and whether the world is in that state now. */
interface Play {
  readonly name: StringId;
  readonly play: DockPlay;
  readonly isNow: (state: DockState) => boolean;
}

const groups: readonly { readonly title: StringId; readonly plays: readonly Play[] }[] = [
  {
    title: 'dock.network',
    plays: (['online', 'offline'] as const).map((network) => ({
      name: `dock.network.${network}`,
      play: { kind: 'network', network },
      isNow: (state) => state.network === network,
    })),
  },
  {
    title: 'dock.portal',
    plays: moods.map((portal) => ({
      name: `dock.portal.${portal}`,
      play: { kind: 'portal', portal },
      isNow: (state) => state.portal === portal,
    })),
  },
  {
    title: 'dock.clock',
    plays: shifts.map(({ minutes, name }) => ({
      name,
      play: { kind: 'clock', shiftMinutes: minutes },
      isNow: (state) => state.clockShiftMinutes === minutes,
    })),
  },
  {
    title: 'dock.card',
    plays: codes.map((card) => ({
      name: `dock.card.${card}`,
      play: { kind: 'card', card },
      // A card is held there for a moment and does not stay.
      isNow: () => false,
    })),
  },
  {
    title: 'dock.paper',
    plays: papers.map((paper) => ({
      name: `dock.paper.${paper}`,
      play: { kind: 'paper', paper },
      // It is taken by the scanner and gone.
      isNow: () => false,
    })),
  },
  {
    title: 'dock.bank',
    plays: (['exact', 'too-little', 'twice', 'garbled'] as const).map((way) => ({
      name: `dock.bank.${way}`,
      play: { kind: 'bank', way },
      isNow: () => false,
    })),
  },
  {
    title: 'dock.phone',
    plays: (['approve', 'deny'] as const).map((answer) => ({
      name: `dock.phone.${answer}`,
      play: { kind: 'sign-in', answer },
      isNow: () => false,
    })),
  },
];

/** The demo's outside world, folded into a tab of the frame: it says that this is a demo, and covers no button. */
export function Dock() {
  const say = useStrings();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.dock}>
      <Button className={classes.tab} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <FlaskConical aria-hidden />
        {say('dock.tab')}
      </Button>
      {isOpen ? <Panel onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function Panel(props: { readonly onClose: () => void }) {
  const say = useStrings();
  const queries = useCoreQueries();
  const cache = useQueryClient();
  const state = useQuery(queries.dock.state.queryOptions());
  const play = useMutation(
    queries.dock.play.mutationOptions({
      onSuccess: (next) => cache.setQueryData(queries.dock.state.queryKey(), next),
    }),
  );
  return (
    <section className={classes.panel} aria-label={say('dock.title')}>
      <header>
        <div>
          <h2>{say('dock.title')}</h2>
          <p>{say(play.isError || state.isError ? 'dock.failed' : 'dock.lead')}</p>
        </div>
        <Button className={classes.close} aria-label={say('dock.close')} onPress={props.onClose}>
          <X aria-hidden />
        </Button>
      </header>
      <p className={classes.staff}>{say('dock.staff')}</p>
      {groups.map((group) => (
        <fieldset key={group.title}>
          <legend>{say(group.title)}</legend>
          <div className={classes.plays}>
            {group.plays.map((entry) => (
              <ToggleButton
                key={entry.name}
                className={classes.play}
                isSelected={state.data !== undefined && entry.isNow(state.data)}
                onChange={() => play.mutate(entry.play)}
              >
                {say(entry.name)}
              </ToggleButton>
            ))}
          </div>
        </fieldset>
      ))}
    </section>
  );
}
