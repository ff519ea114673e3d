export { createDesk, type Desk } from './desk.ts';
export { createReception, type Reception } from './reception.ts';
export { createRegister, type Register } from './register.ts';
