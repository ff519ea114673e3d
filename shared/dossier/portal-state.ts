import { assertDefined } from '../assert.ts';

/** What a state asks of the citizen: papers, money, to come for the result, or to ask the office why. */
export type CitizenTask = 'supplement' | 'pay' | 'collect' | 'ask-staff';

/** One state of the national portal (FACTS 11): `track.state.<id>` is its official name, `track.plain.<id>` says it plainly. */
export interface PortalStateFacts {
  readonly number: number;
  readonly id: PortalStateId;
  /**
   * Reports count 5, 6 and 8 as "Tạm dừng xử lý"; whether each stops the legal time is unverified, so the screen says
   * that the date may move and never computes a new one from it.
   */
  readonly stopsClock: boolean;
  /** Words in `track.todo.<task>`; null: there is nothing to do but wait. */
  readonly task: CitizenTask | null;
  /** Nothing follows: the portal need not be asked any more. */
  readonly isOver: boolean;
}

const states = [
  { number: 1, id: 'registered', stopsClock: false, task: null, isOver: false },
  { number: 2, id: 'received', stopsClock: false, task: null, isOver: false },
  { number: 3, id: 'not-received', stopsClock: false, task: 'ask-staff', isOver: true },
  { number: 4, id: 'in-work', stopsClock: false, task: null, isOver: false },
  { number: 5, id: 'supplement-asked', stopsClock: true, task: 'supplement', isOver: false },
  { number: 6, id: 'payment-asked', stopsClock: true, task: 'pay', isOver: false },
  { number: 7, id: 'withdrawal-asked', stopsClock: false, task: null, isOver: false },
  { number: 8, id: 'stopped', stopsClock: true, task: 'ask-staff', isOver: false },
  { number: 9, id: 'done', stopsClock: false, task: 'collect', isOver: false },
  { number: 10, id: 'returned', stopsClock: false, task: null, isOver: true },
] as const;

export type PortalStateId = (typeof states)[number]['id'];

/** The ten states in the portal's order. */
export const portalStates: readonly PortalStateFacts[] = states;

/** What the portal's number 1 to 10 means; another number is a defect, since the border has parsed it. */
export function portalStateOf(number: number): PortalStateFacts {
  return assertDefined(
    portalStates.find((state) => state.number === number),
    'a state of the portal is 1 to 10',
  );
}
