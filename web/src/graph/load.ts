// graphology JSON of the server → the view of the page.

import { address, type Parameters, response } from "../api/client.ts";
import { view, type Relation, type Thing, type View } from "./model.ts";

/** What `/api/export?format=graphology` says. */
interface Exported {
  attributes: { name: string };
  nodes: { key: string; attributes: { label: string; label_zh?: string; label_en?: string; class: string; iri: string; x?: number; y?: number } }[];
  edges: {
    key: string;
    source: string;
    target: string;
    attributes: { label: string; weight: number; relation: string; label_zh?: string; label_en?: string; statements?: string };
  }[];
}

/** The last part of an IRI. */
export function local(iri: string): string {
  return /[^/#]*$/.exec(iri)![0];
}

export function read({ nodes, edges }: Pick<Exported, "nodes" | "edges">): View {
  const ids = new Map(nodes.map((node) => [node.key, local(node.attributes.iri)]));
  const things = nodes.map(({ attributes: a }): Thing => ({ id: local(a.iri), kind: a.class, zh: a.label_zh || a.label, en: a.label_en || a.label, x: a.x, y: a.y }));
  const relations = edges.map(({ key, source, target, attributes: a }): Relation => ({
    id: key,
    source: ids.get(source)!,
    target: ids.get(target)!,
    relation: a.relation,
    zh: a.label_zh || a.relation,
    en: a.label_en || a.relation,
    weight: a.weight,
    statements: a.statements ? a.statements.split(" ") : [],
  }));
  return view(things, relations);
}

/** A view, whole. */
export async function load(asked: Parameters, signal: AbortSignal): Promise<View> {
  const answer = await response(address("api/export", { format: "graphology", ...asked }), { signal });
  return read((await answer.json()) as Exported);
}
