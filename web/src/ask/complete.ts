// What can stand at the cursor of a query: prefixes, the classes, properties and lists of this graph, and its things by name.

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { ask } from "../api/client.ts";
import { IDS } from "../api/ids.ts";
import type { Found, Hit, Results } from "../api/types.ts";
import { language } from "../words/index.ts";

/** The prefixes a query about this graph needs. */
export const PREFIXES: Record<string, string> = {
  cg: "https://w3id.org/casegraph/ns#",
  cgv: "https://w3id.org/casegraph/vocab/",
  cgi: "https://w3id.org/casegraph/indicator/",
  id: IDS,
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  oa: "http://www.w3.org/ns/oa#",
  org: "http://www.w3.org/ns/org#",
  prov: "http://www.w3.org/ns/prov#",
  dcterms: "http://purl.org/dc/terms/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

const TERMS = `PREFIX rdfs: <${PREFIXES["rdfs"]}> PREFIX skos: <${PREFIXES["skos"]}>
SELECT ?term (MIN(?z) AS ?zh) (MIN(?e) AS ?en) (MIN(?t) AS ?type) {
  ?term a ?t ; rdfs:label|skos:prefLabel ?label
  FILTER(STRSTARTS(STR(?term), "${PREFIXES["cg"]}") || STRSTARTS(STR(?term), "${PREFIXES["cgv"]}") || STRSTARTS(STR(?term), "${PREFIXES["cgi"]}"))
  BIND(IF(LANG(?label) = "zh", STR(?label), ?none) AS ?z)
  BIND(IF(LANG(?label) = "en", STR(?label), ?none) AS ?e)
} GROUP BY ?term ORDER BY ?term`;

let terms: Promise<Completion[]> | undefined;

/** An IRI as the prefixes shorten it. */
export function shorten(iri: string): string {
  for (const [prefix, start] of Object.entries(PREFIXES)) {
    const rest = iri.slice(start.length);
    if (iri.startsWith(start) && /^[\w-]*$/.test(rest)) return `${prefix}:${rest}`;
  }
  return iri;
}

async function load(): Promise<Completion[]> {
  const { results } = await ask<Results>("sparql", { query: TERMS });
  return results.bindings.flatMap(({ term, zh, en, type }) =>
    term ? [{
      label: shorten(term.value),
      detail: (language.value === "zh" ? zh : en)?.value ?? en?.value ?? zh?.value ?? "",
      type: /Property$/.test(type?.value ?? "") ? "property" : "class",
    }] : [],
  );
}

export async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const name = context.matchBefore(/(?:id:)?[\p{Script=Han}（）“”《》]+/u);
  if (name) return things(context, name);
  const word = context.matchBefore(/[\w?$-]*:?[\w-]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  if (/^[?$]/.test(word.text)) return variables(context, word.from);
  if (!word.text.includes(":")) return prefixesAndKeywords(word.from);
  terms ??= load().catch(() => {
    terms = undefined;
    return [];
  });
  return { from: word.from, options: await terms, validFor: /^[\w-]*:?[\w-]*$/ };
}

/** Milliseconds without a key before names are looked for. */
const PAUSE = 120;

/** Things whose name has what was typed. In a text the name is written, elsewhere the thing itself. */
async function things(context: CompletionContext, { from, text }: { from: number; text: string }): Promise<CompletionResult | null> {
  const line = context.state.doc.lineAt(from);
  const isText = (context.state.sliceDoc(line.from, from).match(/"/g)?.length ?? 0) % 2 === 1;
  // What is typed on within a moment is not asked for.
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  if (context.aborted) return null;
  const { hits } = await ask<Found>("api/search", { q: text.replace(/^id:/, ""), limit: 12 }).catch(() => ({ hits: [] as Hit[] }));
  const options = hits.filter((hit) => hit.entity.startsWith(IDS)).map((hit) => {
    const detail = shorten(hit.entity);
    return { label: hit.zh ?? hit.name, detail, apply: isText ? (hit.zh ?? hit.name) : detail, type: "constant" };
  });
  const unique = options.filter((option, index) => options.findIndex((other) => other.detail === option.detail) === index);
  return unique.length > 0 ? { from, options: unique, filter: false } : null;
}

function variables(context: CompletionContext, from: number): CompletionResult {
  const names = new Set(context.state.doc.toString().match(/[?$]\w+/g));
  return { from, options: [...names].sort().map((label) => ({ label, type: "variable" })), validFor: /^[?$]\w*$/ };
}

const KEYWORDS = "SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS BIND VALUES SERVICE GRAPH EXISTS CONSTRUCT DESCRIBE ASK GROUP ORDER LIMIT OFFSET HAVING COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT CONTAINS REGEX STRSTARTS LANG STR COALESCE IF".split(" ");

function prefixesAndKeywords(from: number): CompletionResult {
  const prefixes = Object.entries(PREFIXES).flatMap(([prefix, iri]) => [
    { label: `${prefix}:`, detail: iri, type: "namespace" },
    { label: `PREFIX ${prefix}: <${iri}>`, type: "keyword" },
  ]);
  return { from, options: [...KEYWORDS.map((label) => ({ label, type: "keyword" })), ...prefixes], validFor: /^\w*$/ };
}
