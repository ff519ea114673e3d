import { type ComponentType, lazy } from 'react';
import { Home } from '../flows/home/home.tsx';

/** What every step gets: its own place, the ids in it included (`/find/1.001193`). */
export interface StepProps {
  readonly place: string;
}

export interface Route {
  /** The step serves this place and everything below it. */
  readonly prefix: string;
  readonly Step: ComponentType<StepProps>;
}

const home: Route = { prefix: '/home', Step: Home };

/** Every journey that is built. A place nobody serves leads home: an old page never shows nothing. */
const routes: readonly Route[] = [
  home,
  {
    prefix: '/find',
    Step: lazy(async () => ({ default: (await import('../flows/find/find.tsx')).Find })),
  },
  {
    prefix: '/fill',
    Step: lazy(async () => ({ default: (await import('../flows/fill/fill.tsx')).Fill })),
  },
  {
    prefix: '/scan',
    Step: lazy(async () => ({ default: (await import('../flows/scan/scan.tsx')).Scan })),
  },
  {
    prefix: '/submit',
    Step: lazy(async () => ({ default: (await import('../flows/submit/submit.tsx')).Submit })),
  },
  {
    prefix: '/done',
    Step: lazy(async () => ({ default: (await import('../flows/done/done.tsx')).Done })),
  },
  {
    prefix: '/pay',
    Step: lazy(async () => ({ default: (await import('../flows/pay/pay.tsx')).Pay })),
  },
  {
    prefix: '/receive',
    Step: lazy(async () => ({ default: (await import('../flows/receive/receive.tsx')).Receive })),
  },
  {
    prefix: '/identify',
    Step: lazy(async () => ({ default: (await import('../flows/identify/identify.tsx')).Identify })),
  },
  {
    prefix: '/me',
    Step: lazy(async () => ({ default: (await import('../flows/me/me.tsx')).Me })),
  },
  {
    prefix: '/keep',
    Step: lazy(async () => ({ default: (await import('../flows/keep/keep.tsx')).Keep })),
  },
  {
    prefix: '/resume',
    Step: lazy(async () => ({ default: (await import('../flows/keep/resume.tsx')).Resume })),
  },
  {
    prefix: '/track',
    Step: lazy(async () => ({ default: (await import('../flows/track/track.tsx')).Track })),
  },
  {
    prefix: '/ticket',
    Step: lazy(async () => ({ default: (await import('../flows/ticket/ticket.tsx')).TicketStep })),
  },
  {
    prefix: '/staff',
    Step: lazy(async () => ({ default: (await import('../staff/staff.tsx')).Staff })),
  },
  {
    prefix: '/guide',
    Step: lazy(async () => ({ default: (await import('../flows/guide/guide.tsx')).Guide })),
  },
];

/** The step that serves a place; home when there is none. */
export function findRoute(place: string): Route {
  return routes.find(({ prefix }) => place === prefix || place.startsWith(`${prefix}/`)) ?? home;
}
