export type StringParams = Readonly<Record<string, string | number>>;

/** Says a string of resources/strings by its id, with `{name}` places filled from the parameters. */
export type Say<Id extends string = string> = (id: Id, params?: StringParams) => string;

/** Fills the `{name}` places of a text. A missing one stays visible as `{name}`; a test fails before a person sees it. */
export function fillPlaces(text: string, params: StringParams = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
}
