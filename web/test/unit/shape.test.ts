import assert from "node:assert/strict";
import { test } from "node:test";
import { asView, columns } from "../../src/ask/shape.ts";

const ID = "https://w3id.org/casegraph/id/";
const iri = (id: string) => ({ type: "uri" as const, value: ID + id });
const number = (value: string) => ({ type: "literal" as const, value, datatype: "http://www.w3.org/2001/XMLSchema#decimal" });

test("a column holds numbers, places or things only when all its values are such", () => {
  const rows = [
    { p: iri("place-450300"), t: iri("agency-a"), n: number("1.5"), m: number("2"), z: iri("place-0a1b2c") },
    { p: iri("place-0a1b2c"), t: iri("place-450300"), n: number("-3"), m: { type: "literal" as const, value: "x" } },
  ];
  const held = columns({ head: { vars: ["p", "t", "n", "m", "z", "none"] }, results: { bindings: rows } });
  assert.deepEqual(held.map((column) => column.holds), ["place", "thing", "number", "text", "thing", "text"]);
});

test("a query of any two things becomes a view, its prologue before it", () => {
  const view = asView("# SELECT is in this comment\nPREFIX s: <http://x/select>\nselect ?a ?b { ?a s:p ?b }", "a", "b")!;
  assert.match(view, /^# SELECT is in this comment\nPREFIX s: <http:\/\/x\/select>\nSELECT DISTINCT \(\?a AS \?source\)/);
  assert.match(view, /\{ select \?a \?b \{ \?a s:p \?b \}\n\}/);
});

test("a query that is a view already stays as it is", () => {
  const query = "SELECT ?source ?target ?relation { ?source ?relation ?target }";
  assert.equal(asView(query, "source", "target"), query);
  assert.equal(asView("ASK { ?s ?p ?o }", "s", "o"), undefined);
});
