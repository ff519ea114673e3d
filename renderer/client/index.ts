export { createCoreLink } from './core-link.ts';
export { expectFault, faultOf, queryFault, unlessRestarting } from './fault-of.ts';
export {
  CoreProvider,
  useAttempt,
  useBegin,
  useChangeReading,
  useCore,
  useCoreQueries,
  useDevices,
  useEnd,
  useFault,
  useFeeNews,
  useGo,
  useHasRecovered,
  useHealth,
  useIdentityNews,
  useKiosk,
  useKioskStore,
  useLinkState,
  useOfficer,
  useOnceReady,
  usePapersNews,
  useQueueNews,
  useReading,
  useSession,
  useShownReceipt,
  useSignIn,
  useSlipCode,
  useStaffNews,
  useTicketNews,
} from './hooks.tsx';
export { createKioskStore } from './kiosk-store.ts';
export { addressFromPage, createPortConnector, createSocketConnector } from './transport.ts';
