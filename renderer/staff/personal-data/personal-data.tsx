import type { AreaProps } from '../areas.ts';
import { RequestScreen } from './request-screen.tsx';
import { RequestsScreen } from './requests-screen.tsx';
import { TakeScreen } from './take-screen.tsx';

const prefix = '/staff/data';

/** Requests of persons about their data. */
export function PersonalData(props: AreaProps) {
  const rest = props.place.slice(prefix.length + 1);
  if (rest === 'new') return <TakeScreen />;
  if (rest !== '')
    return <RequestScreen key={rest} requestId={rest} isSupervisor={props.officer.role === 'supervisor'} />;
  return <RequestsScreen />;
}
