import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What the provider remembers: in memory, for as long as the portal runs. */
export function createMemoryAdapters() {
  const kept = new Map<string, AdapterPayload>();
  const issued: string[] = [];
  return {
    /** Every token that was ever given out, and every device code: what must be found nowhere else. */
    issued: (): readonly string[] => issued,
    /** How many tokens of a kind are still good. */
    count: (name: string): number => [...kept.keys()].filter((key) => key.startsWith(`${name}:`)).length,
    adapter(name: string): Adapter {
      const find = (fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
        [...kept].find(([key, payload]) => key.startsWith(`${name}:`) && fits(payload))?.[1];
      return {
        async upsert(id, payload) {
          kept.set(`${name}:${id}`, payload);
          if (/Token$|DeviceCode/.test(name)) issued.push(id);
        },
        find: async (id) => kept.get(`${name}:${id}`),
        findByUserCode: async (userCode) => find((payload) => payload.userCode === userCode),
        findByUid: async (uid) => find((payload) => payload.uid === uid),
        async consume(id) {
          const payload = kept.get(`${name}:${id}`);
          if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1_000);
        },
        async destroy(id) {
          kept.delete(`${name}:${id}`);
        },
        async revokeByGrantId(grantId) {
          for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key);
        },
      };
    },
  };
}
