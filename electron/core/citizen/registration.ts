import type { RegistrationState } from '../../../shared/contract/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';

/** Opening an account at the portal, where it offers that. Raises the REGISTRATION_… and SIGN_IN_… faults. */
export interface Registrations {
  state(): RegistrationState;
  start(typed: {
    readonly fullName: string;
    readonly idNumber: string;
    readonly phone: string;
  }): Promise<RegistrationState>;
  resend(): Promise<RegistrationState>;
  confirm(code: string): Promise<RegistrationState>;
  cancel(): RegistrationState;
}

/** Until the portal's calls are built, people are guided to the desk. */
export function createRegistrations(): Registrations {
  const refuse = async (): Promise<never> => {
    throw new KioskFault('REGISTRATION_NOT_OFFERED');
  };
  return {
    state: () => ({ step: 'none' }),
    start: refuse,
    resend: refuse,
    confirm: refuse,
    cancel: () => ({ step: 'none' }),
  };
}
