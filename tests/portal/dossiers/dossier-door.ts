import * as z from 'zod';
import type { ArrivedDossier, DossierDesk } from './dossier-desk.ts';

const dossierId = z.uuid();
const stateSchema = z.strictObject({ dossierId, state: z.int().min(1).max(10) });
const supplementSchema = z.strictObject({
  dossierId,
  reason: z.string().min(1),
  until: z.iso.date().nullable().optional(),
  papers: z
    .array(
      z.strictObject({
        componentId: z.string().nullable(),
        title: z.string().min(1),
        note: z.string().nullable().default(null),
      }),
    )
    .min(1),
});
const elsewhereSchema = z.strictObject({
  code: z.string().min(1),
  name: z.string().min(1),
  agencyCode: z.string().min(1),
});

/** A file to be looked at, under the name that the law gives it (FACTS 4). */
export interface FileToShow {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * What an officer does with dossiers, behind the control interface:
 *
 * - `GET /dossiers` what arrived, the newest first; `GET /dossiers/ID/REVISION/ORDINAL` one file
 * - `POST /dossiers/state` `{"dossierId":"…","state":4}`
 * - `POST /dossiers/supplement` `{"dossierId":"…","reason":"…","papers":[{"componentId":null,"title":"…"}]}`
 * - `POST /dossiers/elsewhere` `{"code":"1.001193","name":"…","agencyCode":"H21.99"}`: another channel takes one in
 */
export function createDossierDoor(desk: DossierDesk) {
  return {
    list: (): readonly ArrivedDossier[] => desk.arrived(),

    findFile(path: string): FileToShow | null {
      const [, id, revision, ordinal] = /^\/dossiers\/([0-9a-f-]{36})\/(\d+)\/(\d+)$/.exec(path) ?? [];
      if (id === undefined) return null;
      const bytes = desk.readFile(id, Number(revision), Number(ordinal));
      const code = desk.find(id)?.officialCode ?? id;
      return bytes === null ? null : { name: `${code}.${ordinal}.pdf`, bytes };
    },

    /** Null: no such thing to do. */
    change(path: string, body: unknown): unknown {
      switch (path) {
        case '/dossiers/state': {
          const { dossierId: id, state } = stateSchema.parse(body);
          return { changed: desk.setState(id, state) };
        }
        case '/dossiers/supplement': {
          const { dossierId: id, until = null, ...request } = supplementSchema.parse(body);
          return { requestId: desk.askSupplement(id, { ...request, until }) };
        }
        case '/dossiers/elsewhere':
          return { officialCode: desk.takeFromElsewhere(elsewhereSchema.parse(body)) };
        default:
          return null;
      }
    },
  };
}

export type DossierDoor = ReturnType<typeof createDossierDoor>;
