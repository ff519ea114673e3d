import { catalogueCommands } from './catalogue-commands.ts';
import type { Commands } from './command.ts';
import { databaseCommands } from './database-commands.ts';
import { handOverCommands } from './hand-over-commands.ts';

export { BadUse, type Command, type Options, type Place } from './command.ts';

/** Every command of staff and technicians beside the kiosk. */
export const commands: Commands = { ...databaseCommands, ...handOverCommands, ...catalogueCommands };
