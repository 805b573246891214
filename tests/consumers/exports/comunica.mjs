// Comunica asks the running service: rows, true or false, a graph; told nothing of what kind of source it is; and a thing by
// its IRI, as linked data.
//
// node comunica.mjs ADDRESS: prints the rows of the first question as JSON, fails where another one is answered wrongly.

import assert from "node:assert/strict";
import { QueryEngine } from "@comunica/query-sparql";

const address = process.argv[2];
const engine = new QueryEngine();
const endpoint = { type: "sparql", value: `${address}/sparql` };
const CG = "PREFIX cg: <https://w3id.org/casegraph/ns#> ";

const rows = async (query, sources) => {
  const bindings = await (await engine.queryBindings(CG + query, { sources })).toArray();
  return bindings.map((row) => Object.fromEntries([...row].map(([variable, term]) => [variable.value, term.value])));
};

const reporters = await rows("SELECT ?number ?body { ?case cg:number ?number ; cg:reportedBy/cg:name ?body } ORDER BY ?number ?body", [endpoint]);
assert.ok(await engine.queryBoolean(`${CG} ASK { ?case a cg:Case }`, { sources: [endpoint] }));
const quads = await (await engine.queryQuads(`${CG} CONSTRUCT { ?case cg:number ?n } { ?case cg:number ?n }`, { sources: [endpoint] })).toArray();
assert.equal(quads.length, 10);
// Told nothing of the kind of source, it finds out from the description of the endpoint.
const found = await rows("SELECT (COUNT(*) AS ?n) { ?case a cg:Case }", [`${address}/sparql`]);
assert.equal(found[0].n, "10");
const linked = await rows("SELECT ?label { <https://w3id.org/casegraph/id/place-450300> <http://www.w3.org/2000/01/rdf-schema#label> ?label }", [
  `${address}/id/place-450300`,
]);
assert.ok(linked.some((row) => row.label === "桂林市"), JSON.stringify(linked));
console.log(JSON.stringify(reporters.map((row) => [Number(row.number), row.body])));
