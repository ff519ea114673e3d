import { runCore } from './run-core.ts';

void runCore();
