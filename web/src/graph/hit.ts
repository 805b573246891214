// Which line is under the pointer. Asked at a click only, so that no line has to be drawn a second time to be found.

export interface Point {
  x: number;
  y: number;
}
/** A line on the screen; a curved one bends aside by this share of its length. */
export interface Curve {
  id: string;
  from: Point;
  to: Point;
  curvature: number;
}

/** Pixels beside a line that still belong to it. */
const NEAR = 5;
/** Straight pieces that stand for a curved line. */
const PIECES = 16;

/** The line nearest to a point of the screen, if one is near. */
export function nearest(point: Point, curves: Iterable<Curve>): string | undefined {
  let [found, least]: [string | undefined, number] = [undefined, NEAR];
  for (const curve of curves) {
    const distance = away(point, curve);
    if (distance < least) [found, least] = [curve.id, distance];
  }
  return found;
}

function away(point: Point, { from, to, curvature }: Curve): number {
  if (curvature === 0) return awayFromPiece(point, from, to);
  // A quadratic Bézier curve, its control point beside the middle: what the drawing's curved lines are.
  const control = { x: (from.x + to.x) / 2 + (to.y - from.y) * curvature, y: (from.y + to.y) / 2 - (to.x - from.x) * curvature };
  let [least, last] = [Infinity, from];
  for (let piece = 1; piece <= PIECES; piece++) {
    const t = piece / PIECES;
    const next = { x: between(from.x, control.x, to.x, t), y: between(from.y, control.y, to.y, t) };
    least = Math.min(least, awayFromPiece(point, last, next));
    last = next;
  }
  return least;
}

function between(a: number, control: number, b: number, t: number): number {
  return (1 - t) * (1 - t) * a + 2 * t * (1 - t) * control + t * t * b;
}

function awayFromPiece(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const at = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - at * dx, point.y - from.y - at * dy);
}
