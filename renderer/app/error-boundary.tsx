import { Component, Fragment, type ReactNode } from 'react';
import { useKioskStore } from '../client/index.ts';
import type { KioskStore } from '../client/kiosk-store.ts';
import { Broken } from './broken.tsx';

/** Two defects within this time mean that going home does not help. */
const hopelessWithinMs = 5_000;

interface Props {
  readonly store: KioskStore;
  readonly children: ReactNode;
}

interface State {
  readonly error: unknown;
  readonly attempt: number;
}

/** Catches a defect of a screen: the person is brought home with a calm notice, and what is stored stays stored. */
class Boundary extends Component<Props, State> {
  override state: State = { error: null, attempt: 0 };
  private failedAt = Number.NEGATIVE_INFINITY;

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error ?? new Error('unknown defect') };
  }

  override componentDidMount(): void {
    window.addEventListener('unhandledrejection', this.take);
  }

  override componentWillUnmount(): void {
    window.removeEventListener('unhandledrejection', this.take);
  }

  /** A defect in the work of a button is a defect of the screen as well. */
  private readonly take = (event: PromiseRejectionEvent): void => {
    this.setState({ error: event.reason ?? new Error('unknown defect') });
    this.recover();
  };

  override componentDidCatch(): void {
    this.recover();
  }

  private recover(): void {
    const now = performance.now();
    const isHopeless = now - this.failedAt < hopelessWithinMs;
    this.failedAt = now;
    if (isHopeless) return;
    this.props.store.setRecovered(true);
    const again = (): void => this.setState((state) => ({ error: null, attempt: state.attempt + 1 }));
    const { session } = this.props.store.get();
    if (session.kind === 'none') {
      again();
      return;
    }
    this.props.store.core.session.go({ place: '/home' }).then(
      (next) => {
        this.props.store.setSession(next);
        again();
      },
      again, // no core to move the place: the screen opens again where it was
    );
  }

  override render(): ReactNode {
    if (this.state.error !== null) return <Broken />;
    return <Fragment key={this.state.attempt}>{this.props.children}</Fragment>;
  }
}

/** Surrounds the screens. */
export function ErrorBoundary(props: { readonly children: ReactNode }) {
  return <Boundary store={useKioskStore()}>{props.children}</Boundary>;
}
