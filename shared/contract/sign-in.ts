import * as z from 'zod';
import { call, everyone } from './call.ts';

/**
 * What the portal offers to a person without a card. Nothing of it is ever needed to go on: whoever has no phone, no
 * account or no network stays as card-read or self-declared, and `needsIdentityCheck` says that staff look.
 */
const signInOfferSchema = z.object({
  /** `unreachable` also when the portal has not taken this kiosk in. */
  signIn: z.enum(['offered', 'not-offered', 'unreachable']),
  /** `desk`: guide to the officer who opens electronic identities. */
  registration: z.enum(['offered', 'desk']),
});
export type SignInOffer = z.infer<typeof signInOfferSchema>;

/** Why a sign-in ended without a person. */
export const signInFaults = [
  'SIGN_IN_NOT_OFFERED',
  'SIGN_IN_UNREACHABLE',
  'SIGN_IN_NOT_TRUSTWORTHY',
  'SIGN_IN_DENIED',
  'SIGN_IN_EXPIRED',
  'SIGN_IN_OTHER_PERSON',
] as const;

/**
 * The one sign-in of this visit (OAuth 2.0 device grant, RFC 8628). Nothing in it names a person: who approved is asked
 * for with `identity.state`.
 */
export const signInStateSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('none') }),
  /** The portal is being asked for a code. */
  z.object({ step: z.literal('starting') }),
  z.object({
    step: z.literal('waiting'),
    /** As the provider writes it; to be read aloud and typed. */
    userCode: z.string(),
    /** The page to type the code on. */
    verificationUri: z.string(),
    /** For the QR: the same page with the code in it, or the plain page where the provider has no such address. */
    qrText: z.string(),
    /** Milliseconds left when this was said; the kiosk's wall clock is not needed. */
    expiresInMs: z.number().int().nonnegative(),
    /** The line is lost for now; the approval is not, as long as the code lives. */
    isRoadLost: z.boolean(),
  }),
  /** Approved on the phone; `identity.state` is `shown`, or `confirmed` when the same person was confirmed before. */
  z.object({ step: z.literal('approved') }),
  z.object({ step: z.literal('ended'), fault: z.enum(signInFaults) }),
]);
export type SignInState = z.infer<typeof signInStateSchema>;

/** Sign-in by the person's own phone. Every change also comes as the event `sign-in`. */
export const signInContract = {
  /** Asks the portal; answered within some seconds also without a network. */
  offer: call({ roles: everyone, timeoutMs: 25_000 }).output(signInOfferSchema),
  /** Begins, or begins afresh with a new code; what goes wrong is a state, not a failure of the call. */
  start: call({
    roles: everyone,
    faults: ['SESSION_NOT_OPEN'],
    timeoutMs: 45_000,
    audit: 'sign-in-started',
  }).output(signInStateSchema),
  state: call({ roles: everyone }).output(signInStateSchema),
  /** Stops waiting; a later approval no longer counts. */
  cancel: call({ roles: everyone }).output(signInStateSchema),
};

const registrationStateSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('none') }),
  z.object({
    step: z.literal('code-sent'),
    /** 090•••••67. */
    maskedPhone: z.string(),
    /** Milliseconds left when this was said. */
    expiresInMs: z.number().int().nonnegative(),
    attemptsLeft: z.number().int().nonnegative(),
    resendsLeft: z.number().int().nonnegative(),
    /** Null when no other code can be asked for. */
    mayResendInMs: z.number().int().nonnegative().nullable(),
  }),
  /** The account stands; signing in with it is the next step. */
  z.object({ step: z.literal('registered'), maskedIdNumber: z.string() }),
]);
export type RegistrationState = z.infer<typeof registrationStateSchema>;

const registrationRoadFaults = [
  'SESSION_NOT_OPEN',
  'REGISTRATION_NOT_OFFERED',
  'SIGN_IN_UNREACHABLE',
  'SIGN_IN_NOT_TRUSTWORTHY',
] as const;

/** "Đăng ký tài khoản", only where the portal offers it. Lives in the core's memory for this visit. */
export const registrationContract = {
  state: call({ roles: everyone }).output(registrationStateSchema),
  /** Sends a one-time code to the phone. `details.fields` of REGISTRATION_INPUT_INVALID: fullName, idNumber, phone. */
  start: call({
    roles: everyone,
    faults: [
      ...registrationRoadFaults,
      'REGISTRATION_INPUT_INVALID',
      'REGISTRATION_ACCOUNT_EXISTS',
      'REGISTRATION_TOO_MANY',
    ],
    timeoutMs: 25_000,
    audit: 'registration-started',
  })
    .input(
      z.object({ fullName: z.string().max(200), idNumber: z.string().max(40), phone: z.string().max(40) }),
    )
    .output(registrationStateSchema),
  resend: call({
    roles: everyone,
    faults: [...registrationRoadFaults, 'REGISTRATION_CODE_EXPIRED', 'REGISTRATION_TOO_MANY'],
    timeoutMs: 25_000,
  }).output(registrationStateSchema),
  /** `details.attemptsLeft` of REGISTRATION_CODE_WRONG; after the last one it is REGISTRATION_TOO_MANY. */
  confirm: call({
    roles: everyone,
    faults: [
      ...registrationRoadFaults,
      'REGISTRATION_CODE_WRONG',
      'REGISTRATION_CODE_EXPIRED',
      'REGISTRATION_TOO_MANY',
    ],
    timeoutMs: 25_000,
    audit: 'registration-finished',
  })
    .input(z.object({ code: z.string().max(20) }))
    .output(registrationStateSchema),
  cancel: call({ roles: everyone }).output(registrationStateSchema),
};

/** A fault that ended a sign-in, for screens that pick words by code. */
export type SignInFault = (typeof signInFaults)[number];
