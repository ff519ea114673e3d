export { ConfigInvalid, demoConfig, demoInbox, loadConfig, usualConfigPath } from './load-config.ts';
export { type SavedSetUp, saveSetUp } from './save-set-up.ts';
