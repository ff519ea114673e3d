import {
  BookOpenText,
  FileSearch,
  HandHelping,
  IdCard,
  type LucideIcon,
  TicketCheck,
  Tickets,
} from 'lucide-react';
import { useKiosk } from '../../client/index.ts';
import type { StringId } from '../../strings/areas.ts';

/** A way into a journey that is built. What is not built is not here: a tile never promises. */
export interface HomeTile {
  readonly place: string;
  readonly icon: LucideIcon;
  readonly title: StringId;
  readonly line: StringId;
}

/** The tiles of this kiosk: numbers are given where the office wants it. */
export function useTiles(): readonly HomeTile[] {
  const givesNumbers = (useKiosk()?.tickets.length ?? 0) > 0;
  return givesNumbers ? tiles : tiles.filter(({ place }) => place !== '/ticket');
}

/** In the order of importance: the first is the one most people came for. */
const tiles: readonly HomeTile[] = [
  { place: '/find', icon: BookOpenText, title: 'find.home', line: 'find.home.line' },
  { place: '/track', icon: FileSearch, title: 'home.tile.track', line: 'home.tile.track.line' },
  { place: '/resume', icon: TicketCheck, title: 'home.tile.resume', line: 'home.tile.resume.line' },
  { place: '/me', icon: IdCard, title: 'home.tile.me', line: 'home.tile.me.line' },
  { place: '/ticket', icon: Tickets, title: 'tickets.tile', line: 'tickets.tile.line' },
  { place: '/guide', icon: HandHelping, title: 'home.tile.guide', line: 'home.tile.guide.line' },
];
