export { ConfigInvalid, demoConfig, loadConfig, usualConfigPath } from './load-config.ts';
