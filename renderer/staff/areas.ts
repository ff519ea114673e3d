import {
  Banknote,
  BookOpenText,
  FolderSearch,
  HandHelping,
  HeartPulse,
  type LucideIcon,
  Mailbox,
  Megaphone,
  ShieldQuestion,
  UsersRound,
  Wrench,
} from 'lucide-react';
import { type ComponentType, lazy } from 'react';
import type { Officer, OfficerRole } from '../../shared/contract/index.ts';
import type { StringId } from '../strings/use-strings.ts';
import { Accounts } from './accounts.tsx';
import { Desk } from './desk/desk.tsx';
import { Reception } from './desk/reception.tsx';
import { Fees } from './fees/fees.tsx';
import { PostArea } from './post/post-area.tsx';
import { Register } from './register/register.tsx';
import { TicketDeskArea } from './tickets/ticket-desk.tsx';

/** What an area of the counter gets: its own place and who is signed in. */
export interface AreaProps {
  readonly place: string;
  readonly officer: Officer;
}

/** One kind of work at the counter: a tile on the staff's home and every place below its prefix. */
export interface StaffArea {
  readonly prefix: string;
  readonly roles: readonly OfficerRole[];
  readonly icon: LucideIcon;
  readonly title: StringId;
  readonly line: StringId;
  readonly Area: ComponentType<AreaProps>;
}

/** In the order of the tiles: what is needed most often stands first. */
export const staffAreas: readonly StaffArea[] = [
  {
    prefix: '/staff/desk',
    roles: ['staff', 'supervisor'],
    icon: FolderSearch,
    title: 'desk.area',
    line: 'desk.area.line',
    Area: Desk,
  },
  {
    prefix: '/staff/reception',
    roles: ['staff', 'supervisor'],
    icon: HandHelping,
    title: 'desk.reception.area',
    line: 'desk.reception.area.line',
    Area: Reception,
  },
  {
    prefix: '/staff/fees',
    roles: ['staff', 'supervisor'],
    icon: Banknote,
    title: 'fees.area',
    line: 'fees.area.line',
    Area: Fees,
  },
  {
    prefix: '/staff/post',
    roles: ['staff', 'supervisor'],
    icon: Mailbox,
    title: 'post.area',
    line: 'post.area.line',
    Area: PostArea,
  },
  {
    prefix: '/staff/register',
    roles: ['staff', 'supervisor'],
    icon: BookOpenText,
    title: 'desk.register.area',
    line: 'desk.register.area.line',
    Area: Register,
  },
  {
    prefix: '/staff/tickets',
    roles: ['staff', 'supervisor'],
    icon: Megaphone,
    title: 'tickets.desk.title',
    line: 'tickets.desk.line',
    Area: TicketDeskArea,
  },
  {
    prefix: '/staff/health',
    roles: ['staff', 'supervisor', 'technician'],
    icon: HeartPulse,
    title: 'health.area',
    line: 'health.area.line',
    Area: lazy(async () => ({ default: (await import('./health/health.tsx')).Health })),
  },
  {
    prefix: '/staff/accounts',
    roles: ['supervisor'],
    icon: UsersRound,
    title: 'staff.home.accounts',
    line: 'staff.home.accounts.line',
    Area: Accounts,
  },
  {
    prefix: '/staff/data',
    roles: ['staff', 'supervisor'],
    icon: ShieldQuestion,
    title: 'personaldata.area',
    line: 'personaldata.area.line',
    Area: lazy(async () => ({ default: (await import('./personal-data/personal-data.tsx')).PersonalData })),
  },
  {
    prefix: '/staff/technician',
    roles: ['supervisor', 'technician'],
    icon: Wrench,
    title: 'technician.area',
    line: 'technician.area.line',
    Area: lazy(async () => ({ default: (await import('./technician/technician.tsx')).Technician })),
  },
];

/** The area of a place, if this role may enter it. */
export function areaOf(place: string, role: OfficerRole): StaffArea | undefined {
  return staffAreas.find(
    ({ prefix, roles }) => (place === prefix || place.startsWith(`${prefix}/`)) && roles.includes(role),
  );
}
