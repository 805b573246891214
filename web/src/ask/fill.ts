// A saved query with its parameters filled in, as text for the editor. The server binds values to terms by itself; here the
// query is to be read and changed, so values are written as SPARQL writes them.

import type { SavedQuery } from "../api/types.ts";

/** `?_name_type`, or `?__name_type` where the parameter may be left out. */
const PARAMETER = /[?$](__?)([a-z0-9]+)(?:_([a-z_]+))?\b/gi;

export function filled(query: Pick<SavedQuery, "query" | "parameters">, values: Record<string, string>): string {
  const known = new Set(query.parameters.map((parameter) => parameter.name));
  const body = query.query.replace(/^#\+.*\n/gm, "").trimStart();
  return body.replace(PARAMETER, (whole, _mark, name: string, suffix?: string) => {
    const value = values[name];
    if (!known.has(name)) return whole;
    // A variable that is left free: without the mark, so that the query runs as it stands.
    if (value === undefined || value === "") return `?${name}`;
    return term(value, suffix ?? "literal");
  });
}

/** A value as SPARQL writes a term of its kind; two letters are a language. */
export function term(value: string, kind: string): string {
  if (kind === "iri") return `<${value.replace(/[<>"{}|\\^`\u0000-\u0020]/g, encodeURIComponent)}>`;
  if (/^(integer|decimal|number)$/.test(kind) && /^[+-]?\d+(\.\d+)?$/.test(value)) return value;
  const quoted = `"${value.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r")}"`;
  if (/^[a-z]{2}$/.test(kind)) return `${quoted}@${kind}`;
  return kind === "date" ? `${quoted}^^<http://www.w3.org/2001/XMLSchema#date>` : quoted;
}
