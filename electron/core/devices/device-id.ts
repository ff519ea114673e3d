/** What a device says of itself over USB. Never its path: that changes with the socket and the order of plugging. */
export interface DeviceId {
  readonly vendorId: number;
  readonly productId: number;
  /** Null where the maker left it out; two such devices of one model cannot be told apart. */
  readonly serial: string | null;
  readonly name: string;
}

/** One text per device, for maps, logs and the health screen: `0c2e:0b81:18123456`. */
export function deviceKey(id: DeviceId): string {
  const hex = (value: number): string => value.toString(16).padStart(4, '0');
  return `${hex(id.vendorId)}:${hex(id.productId)}:${id.serial ?? ''}`;
}
