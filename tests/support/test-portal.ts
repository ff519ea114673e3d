import { afterAll, beforeEach, onTestFinished } from 'vitest';
import { createReferencePortal, type ReferencePortal } from '../portal/reference-portal.ts';

/** A reference portal that ends with the test. */
export async function openTestPortal(): Promise<ReferencePortal> {
  const portal = await createReferencePortal();
  onTestFinished(() => portal.stop());
  return portal;
}

/** One for all tests of a file, awaited at its top; before each it behaves and offers sign-in and registration. */
export async function openSignInPortal(): Promise<ReferencePortal> {
  const portal = await createReferencePortal();
  afterAll(() => portal.stop());
  beforeEach(async () => {
    await portal.misbehave({ kind: 'none' });
    Object.assign(portal.signIn.offered, { provider: true, registration: true });
  });
  return portal;
}
