import type { AreaProps } from '../areas.ts';
import { HealthScreen } from './health-screen.tsx';
import { TestsScreen } from './tests-screen.tsx';

/** What the kiosk can do today, and the tests that an officer judges. */
export function Health(props: AreaProps) {
  return props.place === '/staff/health/tests' ? <TestsScreen /> : <HealthScreen />;
}
