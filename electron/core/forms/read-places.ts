import { readFileSync } from 'node:fs';
import { type Places, readPlaces } from '../../../shared/places/places.ts';

/** Reads and checks the file of administrative units (resources/places/admin-units.json). */
export function readPlacesFile(file: string): Places {
  return readPlaces(JSON.parse(readFileSync(file, 'utf8')));
}
