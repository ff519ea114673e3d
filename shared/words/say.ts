export type StringParams = Readonly<Record<string, string | number>>;

/** Says a string of resources/strings by its id, with `{name}` places filled from the parameters. */
export type Say<Id extends string = string> = (id: Id, params?: StringParams) => string;

/**
 * Fills the places of a text: `{name}`, and `{count|page|pages}` for a number with the word that goes with one or with
 * many. A missing one stays visible; a test fails before a person sees it.
 */
export function fillPlaces(text: string, params: StringParams = {}): string {
  return text.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g,
    (place, name: string, one: string | undefined, many: string | undefined) => {
      const value = params[name];
      if (value === undefined) return place;
      if (one === undefined || many === undefined) return String(value);
      return `${value} ${Number(value) === 1 ? one : many}`;
    },
  );
}
