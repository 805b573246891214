import assert from "node:assert/strict";
import { test } from "node:test";
import { code } from "../../src/ask/code.ts";
import { filled, term } from "../../src/ask/fill.ts";
import { citation } from "../../src/case/citation.ts";

const parameter = (name: string, kind = "literal") => ({ name, kind, required: true, default: null, examples: [], label: { zh: "", en: "" } });

test("a parameter is written as the term it is, its head left out", () => {
  const query = "#+ summary: x\nSELECT * { ?s ?p ?_word_literal . FILTER(?v > ?_least_integer) ?s ?q ?__unit_literal }";
  const text = filled({ query, parameters: [parameter("word"), parameter("least", "integer"), parameter("unit")] }, { word: '"quoted"\\', least: "5" });
  assert.equal(text, 'SELECT * { ?s ?p "\\"quoted\\"\\\\" . FILTER(?v > 5) ?s ?q ?unit }');
});

test("a value cannot leave its term", () => {
  assert.equal(term('> . ?s ?p ?o', "iri"), "<%3E%20.%20?s%20?p%20?o>");
  assert.equal(term("5 } DROP ALL", "integer"), '"5 } DROP ALL"');
  assert.equal(term("a\nb", "literal"), '"a\\nb"');
  assert.equal(term("桂林", "zh"), '"桂林"@zh');
});

test("programs carry the query unchanged", () => {
  const query = 'SELECT * { ?s ?p "a\\"b" }';
  assert.ok(code("curl", "http://x/sparql", query).includes(query));
  assert.ok(code("python", "http://x/sparql", query).includes('"a\\\\"b"'));
  assert.ok(code("r", "http://x/sparql", query).includes(query));
});

test("a citation names who, what, where and when", () => {
  const cited = { id: "case-1", title: "某案例 & 其他", author: ["甲局", "乙局"], year: "2023", collection: "汇编", address: "http://x/cases/case-1", iri: "https://w3id.org/x" };
  assert.match(citation(cited, "plain"), /甲局；乙局\. 某案例 & 其他/);
  assert.match(citation(cited, "bibtex"), /author = \{\{甲局\} and \{乙局\}\}/);
  assert.match(citation(cited, "bibtex"), /某案例 \\& 其他/);
  assert.match(citation(cited, "ris"), /^TY {2}- CHAP\r\nAU {2}- 甲局\r\nAU {2}- 乙局\r\n/);
});
