import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt's N: with r = 8 about 100 ms on the 2-core box, off the event loop, and 32 MB for each guess. */
const presentCost = 32_768;
const blockSize = 8;
const hashBytes = 32;

/** A PIN as the database keeps it. */
export interface PinHash {
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly cost: number;
}

function derive(pin: string, salt: Buffer, cost: number): Promise<Buffer> {
  const options = { N: cost, r: blockSize, p: 1, maxmem: 256 * cost * blockSize };
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, hashBytes, options, (error, hash) => (error === null ? resolve(hash) : reject(error)));
  });
}

/** Takes about 100 ms in a thread of its own. */
export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(16);
  return { salt, hash: await derive(pin, salt, presentCost), cost: presentCost };
}

/** Takes as long whether the PIN is right or wrong. */
export async function isPin(pin: string, kept: PinHash): Promise<boolean> {
  return timingSafeEqual(await derive(pin, kept.salt, kept.cost), kept.hash);
}

/** One digit repeated, and runs up or down (also over 9 and 0): what is tried first. */
export function isWeakPin(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10);
  return [0, 1, 9].some((step) => steps.every((one) => one === step));
}
