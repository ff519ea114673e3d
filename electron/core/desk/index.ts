export { createDesk, type Desk } from './desk.ts';
export { createRegister, type Register } from './register.ts';
