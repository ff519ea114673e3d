export {
  type ConfigError,
  isSecureOrLoopback,
  type KioskConfig,
  type KioskConfigInput,
  parseConfig,
} from './schema.ts';
