import type { AreaProps } from '../areas.ts';
import { ConfigScreen } from './config-screen.tsx';
import { PackagesScreen } from './packages-screen.tsx';
import { TechnicianScreen } from './technician-screen.tsx';

/** The technician's part of the counter; the supervisor has the audit log of it. */
export function Technician(props: AreaProps) {
  const isTechnician = props.officer.role === 'technician';
  if (isTechnician && props.place === '/staff/technician/config') return <ConfigScreen />;
  if (isTechnician && props.place === '/staff/technician/catalogue') return <PackagesScreen />;
  return <TechnicianScreen isTechnician={isTechnician} />;
}
