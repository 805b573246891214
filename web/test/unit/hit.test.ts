// Which line of the drawing is under the pointer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "../../src/graph/hit.ts";

const straight = { id: "straight", from: { x: 0, y: 0 }, to: { x: 100, y: 0 }, curvature: 0 };
const bent = { ...straight, id: "bent", curvature: 0.5 };

test("the nearest line within five pixels", () => {
  assert.equal(nearest({ x: 50, y: 3 }, [straight, { ...straight, id: "lower", from: { x: 0, y: 6 }, to: { x: 100, y: 6 } }]), "straight");
  assert.equal(nearest({ x: 50, y: 8 }, [straight]), undefined);
  assert.equal(nearest({ x: 50, y: 3 }, []), undefined);
});

test("a line ends where its things are", () => {
  assert.equal(nearest({ x: 104, y: 0 }, [straight]), "straight");
  assert.equal(nearest({ x: 110, y: 0 }, [straight]), undefined);
});

test("a curved line is where it is drawn, not where its ends are joined", () => {
  // Half of the control point's way aside: 100 * 0.5 / 2, upwards for a line to the right.
  assert.equal(nearest({ x: 50, y: -25 }, [straight, bent]), "bent");
  assert.equal(nearest({ x: 50, y: 0 }, [bent]), undefined);
  assert.equal(nearest({ x: 50, y: 25 }, [bent]), undefined);
});

test("a line without length is a point", () => {
  assert.equal(nearest({ x: 3, y: 0 }, [{ ...straight, to: straight.from }]), "straight");
});
