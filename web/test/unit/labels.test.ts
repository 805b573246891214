// Which names of the drawing find room.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Labels, short } from "../../src/graph/labels.ts";

const LETTERS = { labelFont: "serif", labelSize: 10 };

test("a name that would lie on another is left out, and every frame begins anew, of another drawing too", () => {
  const written: string[] = [];
  const pen = { canvas: { clientWidth: 500 }, measureText: () => ({ width: 40 }), strokeText() {}, fillText: (words: string) => written.push(words) } as unknown as CanvasRenderingContext2D;
  const labels = new Labels(() => ({ ink: "#000000", paper: "#ffffff" }));
  const frame = () => {
    for (const [key, x] of [["a", 10], ["b", 20], ["c", 200]] as const) labels.label(pen, { key, x, y: 50, size: 5, label: key, color: "#000000" }, LETTERS);
    return written.splice(0).join("");
  };
  assert.equal(frame(), "ac");
  assert.equal(frame(), "ac", "what comes again is of the next frame");
});

test("long names are cut", () => {
  assert.equal(short("桂林市"), "桂林市");
  assert.equal([...short("优".repeat(40))].length, 24);
});
