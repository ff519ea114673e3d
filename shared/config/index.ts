export {
  type ConfigError,
  configSchema,
  isLoopbackHost,
  isSecureOrLoopback,
  type KioskConfig,
  type KioskConfigInput,
  parseConfig,
} from './schema.ts';
