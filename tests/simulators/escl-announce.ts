import { Bonjour, Service } from 'bonjour-service';

const records = Service.prototype.records;

/** Nothing of the tests leaves this machine: the announced address is the one the simulator listens on. */
Service.prototype.records = function onlyLoopback(this: Service) {
  return records
    .call(this)
    .filter(({ type }) => type !== 'AAAA')
    .map((record) => (record.type === 'A' ? { ...record, data: '127.0.0.1' } : record));
};

/** Announces an eSCL scanner by mDNS on the loopback interface; the returned function says goodbye. */
export async function announce(port: number): Promise<() => Promise<void>> {
  const options = { interface: '127.0.0.1', bind: '0.0.0.0' };
  const bonjour = new Bonjour(options as ConstructorParameters<typeof Bonjour>[0]);
  bonjour.publish({
    name: `Simulated ${port}`,
    type: 'uscan',
    port,
    host: 'simulated.local',
    txt: { ty: 'Simulated MFP 100', rs: '/eSCL/', UUID: '564e4333-0000-1000-8000-000000000001' },
    probe: false,
  });
  return () => new Promise((resolve) => bonjour.unpublishAll(() => bonjour.destroy(() => resolve())));
}
