import type { ContractRouterClient } from '@orpc/contract';
import { dockContract } from './dock.ts';
import { proceduresContract } from './procedures.ts';
import { sessionContract } from './session.ts';
import { setUpContract } from './set-up.ts';
import { systemContract } from './system.ts';

/** The only road between page and core. Client, fakes and role check all derive from it. */
export const contract = {
  system: systemContract,
  session: sessionContract,
  setUp: setUpContract,
  dock: dockContract,
  procedures: proceduresContract,
};

export type Contract = typeof contract;
export type CoreClient = ContractRouterClient<Contract>;

export { type CallRules, type Role, roles } from './call.ts';
export { type DockPlay, type DockState, type PortalMood, portalMoods } from './dock.ts';
export type {
  Facets,
  MyProcedure,
  ProcedureCard,
  ProcedureFilters,
  ProcedurePage,
  ProcedurePaper,
  ProcedureSearch,
} from './procedures.ts';
export {
  type Contrast,
  contrasts,
  defaultReading,
  type Language,
  languages,
  type Reading,
  readingSchema,
  type SessionState,
  type TextSize,
  textSizes,
} from './session.ts';
export type { SetUpInput, SetUpResult } from './set-up.ts';
export {
  type Health,
  type Kiosk,
  type KioskEvent,
  type Network,
  type Phase,
  type Profile,
  profiles,
} from './system.ts';
