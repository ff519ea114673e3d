/** The part of node-hid's interface that the reader uses; the simulator of the tests stands exactly here. */
export interface HidModule {
  devicesAsync(): Promise<readonly HidDevice[]>;
  readonly HIDAsync: { open(path: string): Promise<HidHandle> };
}

export interface HidDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly path?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly product?: string | undefined;
  readonly usagePage?: number | undefined;
}

export interface HidHandle {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  close(): Promise<void>;
}

/** Loads node-hid when it is first needed: a machine without libudev must not stop the core from starting. */
export async function loadNodeHid(): Promise<HidModule> {
  const loaded = await import('node-hid');
  // node-hid is CommonJS: a bundler and plain Node place its exports differently.
  return 'default' in loaded ? (loaded.default as HidModule) : loaded;
}
