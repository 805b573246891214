// What classes and properties are called, by the ontology that is served: asked once, when first needed.

import { signal } from "@preact/signals";
import { ask } from "../api/client.ts";
import type { Results } from "../api/types.ts";
import { pick } from "./index.ts";

const LABELS = `PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?term ?label { ?term rdfs:label ?label . FILTER(STRSTARTS(STR(?term), "https://w3id.org/casegraph/ns#")) }`;

const labels = signal<Map<string, { zh?: string; en?: string }>>(new Map());
let isAsked = false;

function load(): void {
  if (isAsked) return;
  isAsked = true;
  ask<Results>("sparql", { query: LABELS }).then(
    ({ results }) => {
      const found = new Map<string, { zh?: string; en?: string }>();
      for (const { term, label } of results.bindings) {
        const name = term!.value.split("#")[1]!;
        found.set(name, { ...found.get(name), [label!["xml:lang"] ?? "en"]: label!.value });
      }
      labels.value = found;
    },
    // The local names stay: they are English words.
    () => (isAsked = false),
  );
}

/** The label of a term of our vocabulary, by its local name; the local name until it is known. */
export function termName(local: string): string {
  load();
  const label = labels.value.get(local);
  return label ? pick(label.zh, label.en) : local;
}
