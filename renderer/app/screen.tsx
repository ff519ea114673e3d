import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useAttempt, useKioskStore, useOfficer, useSession } from '../client/index.ts';
import { Drum } from '../components/drum.tsx';
import { Pager, usePager } from '../components/pages.tsx';
import { StepDots, type Steps } from '../components/step-dots.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { CallNotice } from './call-notice.tsx';
import classes from './screen.module.css';
import { StaffBar } from './staff-bar.tsx';
import { ToolBar } from './tool-bar.tsx';
import { TopBar } from './top-bar.tsx';

export interface Act {
  readonly onPress: () => unknown;
  /** Verb and noun ("Quét giấy tờ"); without it the usual word. */
  readonly label?: string;
  readonly isDisabled?: boolean;
}

/**
 * The constant frame around one decision: office, clock and network above; Quay lại and Tiếp tục below, always in
 * the same place; reading tools and help always there. Every step renders exactly one.
 */
export function Screen(props: {
  readonly title?: string;
  readonly lead?: ReactNode;
  readonly steps?: Steps;
  /** Stands in the upper third of upright screens, beside the words on lying ones; never needed to understand. */
  readonly picture?: ReactNode;
  /** `low`: what is touched lies low and the title just above it. `top`: reading first, from the top. */
  readonly layout?: 'low' | 'top';
  readonly back?: Act;
  readonly next?: Act;
  /** Stands above the buttons and takes its room from the screen: the on-screen keyboard. */
  readonly dock?: ReactNode;
  readonly children?: ReactNode;
}) {
  const say = useStrings();
  const { isCalling, setCalling } = useCall();
  const officer = useOfficer();
  const heading = useRef<HTMLHeadingElement>(null);
  const layout = props.layout ?? 'low';
  const main = useRef<HTMLElement>(null);
  // Less than a line is air below the last thing, not something to read.
  const pager = usePager(main, 16);

  // A new step is announced by its title, for those who listen instead of look.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

  return (
    <div className={classes.screen} data-calling={isCalling || undefined}>
      <div className={classes.head}>
        {officer === null ? null : <StaffBar officer={officer} />}
        <TopBar />
      </div>
      <div className={classes.stage}>
        <main ref={main} className={classes.main} data-layout={layout} onScroll={pager.measure}>
          {layout === 'low' ? <Drum className={classes.drum} /> : null}
          <div
            className={classes.crown}
            data-heard={layout === 'top' && props.dock !== undefined ? 'above-keys' : undefined}
          >
            {props.picture === undefined ? null : <div className={classes.picture}>{props.picture}</div>}
            {props.steps === undefined ? null : <StepDots {...props.steps} />}
            {props.title === undefined ? null : (
              <h1 ref={heading} tabIndex={-1}>
                {props.title}
              </h1>
            )}
            {props.lead === undefined ? null : <p className={classes.lead}>{props.lead}</p>}
          </div>
          <div className={classes.body}>{props.children}</div>
        </main>
        <Pager {...pager} />
      </div>
      <div className={classes.foot}>
        {isCalling ? <CallNotice onClose={() => void setCalling(false)} /> : null}
        {props.dock}
        {props.back || props.next ? (
          <div className={classes.acts}>
            {props.back ? (
              <TouchButton look="back" icon={<ChevronLeft aria-hidden />} {...actOf(props.back)}>
                {props.back.label ?? say('app.back')}
              </TouchButton>
            ) : (
              <span />
            )}
            {props.next ? (
              <TouchButton
                look="go"
                icon={<ChevronRight aria-hidden />}
                iconSide="after"
                {...actOf(props.next)}
              >
                {props.next.label ?? say('app.next')}
              </TouchButton>
            ) : null}
          </div>
        ) : null}
      </div>
      <ToolBar onCall={() => void setCalling(true)} />
    </div>
  );
}

/** The core keeps the call over every step until somebody comes; before a visit it is this screen's alone. */
function useCall(): { readonly isCalling: boolean; setCalling(isCalling: boolean): unknown } {
  const store = useKioskStore();
  const session = useSession();
  const attempt = useAttempt();
  const [isCallingHere, setCallingHere] = useState(false);
  if (session.kind === 'none') return { isCalling: isCallingHere, setCalling: setCallingHere };
  return {
    isCalling: session.isCalling,
    setCalling: (isCalling) =>
      attempt(async () => {
        const { staff } = store.core;
        store.setSession(await (isCalling ? staff.callHelp() : staff.endCall()));
      }),
  };
}

/** The words of the button are its name; a label beside them would be read instead. */
function actOf({ label: _, ...act }: Act): Omit<Act, 'label'> {
  return act;
}
