/**
 * A UUID of version 7 (RFC 9562): 48 bits of time in milliseconds, the rest random (10 bytes, given). The time only
 * makes ids sort roughly by age; a wrong clock does no harm.
 */
export function makeUuid7(nowMs: number, random: Uint8Array): string {
  if (random.length !== 10) throw new RangeError('a UUIDv7 needs 10 random bytes');
  const bytes = new Uint8Array(16);
  const time = BigInt.asUintN(48, BigInt(Math.trunc(nowMs)));
  for (let index = 0; index < 6; index += 1) bytes[index] = Number((time >> BigInt(8 * (5 - index))) & 0xffn);
  bytes.set(random, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
