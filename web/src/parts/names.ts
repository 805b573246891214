// What things are called, asked for many at once.

import { useMemo } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import type { Results, Words } from "../api/types.ts";

/** Things that one question names: its address must not grow too long. */
const MOST = 150;

function query(iris: string[]): string {
  return `PREFIX cg: <https://w3id.org/casegraph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?x ?label { VALUES ?x { ${iris.map((iri) => `<${iri}>`).join(" ")} } ?x cg:name|rdfs:label|skos:prefLabel|dcterms:title ?label } ORDER BY ?x ?label`;
}

/** The names of things by their IRI; those that have none, or are too many, are left out. */
export function useNames(iris: readonly string[]): Map<string, Words> {
  const asked = [...new Set(iris)].slice(0, MOST);
  const answer = useAnswer<Results>(asked.length > 0 ? "sparql" : undefined, { query: query(asked) });
  return useMemo(() => {
    const names = new Map<string, Words>();
    if (answer.state !== "done") return names;
    for (const { x, label } of answer.value.results.bindings) {
      if (!x || !label) continue;
      const known = names.get(x.value) ?? { zh: "", en: "" };
      const language = label["xml:lang"] === "en" ? "en" : "zh";
      known[language] ||= label.value;
      names.set(x.value, known);
    }
    for (const name of names.values()) {
      name.zh ||= name.en;
      name.en ||= name.zh;
    }
    return names;
  }, [answer]);
}
