// What the columns of an answer hold, and so what can be drawn of it: pure functions over rows.

import { IDS } from "../api/ids.ts";
import type { Results, Row } from "../api/types.ts";

/** What all values of a column are. */
export type Holds = "number" | "place" | "thing" | "text";

export interface Column {
  name: string;
  holds: Holds;
}

const NUMBER = /#(integer|decimal|double|float|int|long|nonNegativeInteger|positiveInteger)$/;

export function columns({ head, results }: Results): Column[] {
  return head.vars.map((name) => ({ name, holds: holds(results.bindings, name) }));
}

function holds(rows: Row[], name: string): Holds {
  const terms = rows.flatMap((row) => row[name] ?? []);
  if (terms.length === 0) return "text";
  if (terms.every((term) => NUMBER.test(term.datatype ?? "") && Number.isFinite(Number(term.value)))) return "number";
  if (!terms.every((term) => term.type === "uri" && term.value.startsWith(IDS))) return "text";
  // Parks and zones are places without an area; a column of them alone makes no map.
  const isPlaces = terms.every((term) => term.value.startsWith(`${IDS}place-`)) && terms.some((term) => /-\d{6}$/.test(term.value));
  return isPlaces ? "place" : "thing";
}

/** Columns whose values are things of the graph, places among them. */
export function things(all: Column[]): Column[] {
  return all.filter((column) => column.holds === "thing" || column.holds === "place");
}

export function numbers(all: Column[]): Column[] {
  return all.filter((column) => column.holds === "number");
}

/** Where the first SELECT of a query begins, after its prologue; comments and IRIs are passed over. */
function prologueEnd(query: string): number {
  const part = /#[^\n]*|<[^>\s]*>|\bselect\b/gi;
  for (let match = part.exec(query); match; match = part.exec(query)) if (/^select$/i.test(match[0])) return match.index;
  return -1;
}

/** A query whose rows join two things, as a view of the graph: what `/graph?query=` draws. */
export function asView(query: string, from: string, to: string): string | undefined {
  if (from === "source" && to === "target" && /\?relation\b/.test(query)) return query;
  const start = prologueEnd(query);
  if (start < 0) return undefined;
  const relation = `https://w3id.org/casegraph/ns#${encodeURIComponent(to)}`;
  return `${query.slice(0, start)}SELECT DISTINCT (?${from} AS ?source) (?${to} AS ?target) (<${relation}> AS ?relation) {\n{ ${query.slice(start)}\n}\nFILTER(ISIRI(?${from}) && ISIRI(?${to}))\n}`;
}
