import assert from "node:assert/strict";
import { test } from "node:test";
import { lines, type Mark, pieces } from "../../src/source/marks.ts";

const mark = (start: number, end: number, kind = "Place"): Mark => ({ start, end, kind, href: undefined, says: "" });

test("pieces cover the text without a gap, marks or none", () => {
  assert.deepEqual(pieces("甲乙丙", []).map((p) => p.text), ["甲乙丙"]);
  const made = pieces("某市政务局", [mark(0, 2), mark(0, 5, "Agency")]);
  assert.deepEqual(made.map((p) => [p.text, p.marks.map((m) => m.kind)]), [["某市", ["Agency", "Place"]], ["政务局", ["Agency"]]]);
});

test("offsets count characters beyond the basic plane as one", () => {
  const made = pieces("𠮷林市增长", [mark(0, 3)]);
  assert.equal(made[0]!.text, "𠮷林市");
  assert.equal(made[1]!.text, "增长");
});

test("marks that cross share the stretch they both cover", () => {
  const made = pieces("abcdef", [mark(0, 4, "A"), mark(2, 6, "B")]);
  assert.deepEqual(made.map((p) => [p.text, p.marks.length]), [["ab", 1], ["cd", 2], ["ef", 1]]);
});

test("a window of the text is cut at its ends, and marks outside are left out", () => {
  const made = pieces("0123456789", [mark(0, 3), mark(8, 10)], 2, 6);
  assert.deepEqual(made.map((p) => [p.text, p.start, p.marks.length]), [["2", 2, 1], ["345", 3, 0]]);
});

test("lines keep the offsets of their pieces", () => {
  const made = lines(pieces("一\n二三\n", [mark(2, 4)]));
  assert.deepEqual(made.map((line) => line.map((p) => [p.text, p.start, p.end])), [[["一", 0, 1]], [["二三", 2, 4]], []]);
});
