export { ConfigInvalid, demoConfig, demoInbox, loadConfig, usualConfigPath } from './load-config.ts';
export { saveSetUp } from './save-set-up.ts';
