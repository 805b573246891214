import assert from "node:assert/strict";
import { test } from "node:test";
import { bundles, type Choice, type Relation, type Thing, view, visible } from "../../src/graph/model.ts";

const thing = (id: string, kind = "Agency"): Thing => ({ id, kind, zh: id, en: id });
const relation = (id: string, source: string, target: string, name = "cites", weight = 1): Relation => ({ id, source, target, relation: name, zh: name, en: name, weight, statements: [] });
const ALL: Choice = { only: undefined, gone: new Set<string>(), hiddenKinds: new Set(), hiddenRelations: new Set(), cap: 0 };

const graph = view(
  [thing("a"), thing("b"), thing("c", "Place"), thing("d", "Case")],
  [relation("1", "a", "b"), relation("2", "a", "c", "locatedIn"), relation("3", "b", "c", "locatedIn"), relation("4", "d", "c", "place"), relation("5", "a", "gone")],
);

test("a relation to something outside the view is not drawn", () => {
  assert.deepEqual(visible(graph, ALL).relations.map((r) => r.id), ["1", "2", "3", "4"]);
});

test("hiding a type hides its things and all that hangs on them", () => {
  const part = visible(graph, { ...ALL, hiddenKinds: new Set(["Place"]) });
  assert.deepEqual([...part.things], ["a", "b", "d"]);
  assert.deepEqual(part.relations.map((r) => r.id), ["1"]);
});

test("hiding a relation leaves its ends", () => {
  const part = visible(graph, { ...ALL, hiddenRelations: new Set(["locatedIn"]) });
  assert.equal(part.things.size, 4);
  assert.deepEqual(part.relations.map((r) => r.id), ["1", "4"]);
});

test("hubs over the cap go, unless they were asked for by name", () => {
  assert.deepEqual([...visible(graph, { ...ALL, cap: 2 }).things], ["a", "b", "d"]);
  assert.deepEqual([...visible(graph, { ...ALL, cap: 2, only: new Set(["a", "c"]) }).things], ["a", "c"]);
});

test("what can be expanded is told by relation and way, most first, heaviest neighbours first", () => {
  const heavy = view([thing("x"), thing("y"), thing("z")], [relation("1", "x", "y", "cites", 1), relation("2", "x", "z", "cites", 3), relation("3", "y", "x", "cites")]);
  const found = bundles(heavy, "x");
  assert.deepEqual(found.map((one) => [one.outward, one.neighbours]), [[true, ["z", "y"]], [false, ["y"]]]);
});
