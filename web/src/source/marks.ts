// A text and the stretches marked in it → pieces to be drawn. Offsets count code points, as the graph's do.

export interface Mark {
  /** First code point, and the one after the last. */
  start: number;
  end: number;
  /** What it is of: an entity's class, or `number`. */
  kind: string;
  /** Where a click leads. */
  href: string | undefined;
  /** What hovering says. */
  says: string;
}

export interface Piece {
  text: string;
  start: number;
  end: number;
  /** The marks that cover it, the shortest last: that one is clicked. */
  marks: Mark[];
}

/** Cuts `text` wherever a mark begins or ends; pieces follow each other without a gap. */
export function pieces(text: string, marks: readonly Mark[], from = 0, to = Infinity): Piece[] {
  const points = [...text];
  const end = Math.min(to, points.length);
  const inside = marks.filter((mark) => mark.start < end && mark.end > from && mark.start < mark.end);
  const cuts = [...new Set([from, end, ...inside.flatMap((mark) => [mark.start, mark.end])])].filter((cut) => cut >= from && cut <= end).sort((a, b) => a - b);
  const opening = [...inside].sort((a, b) => a.start - b.start);
  const made: Piece[] = [];
  let open: Mark[] = [];
  let next = 0;
  for (let at = 0; at + 1 < cuts.length; at++) {
    const [start, stop] = [cuts[at]!, cuts[at + 1]!];
    open = open.filter((mark) => mark.end > start);
    while (next < opening.length && opening[next]!.start <= start) {
      if (opening[next]!.end > start) open.push(opening[next]!);
      next++;
    }
    const covering = [...open].sort((a, b) => b.end - b.start - (a.end - a.start));
    made.push({ text: points.slice(start, stop).join(""), start, end: stop, marks: covering });
  }
  return made;
}

/** Pieces by line: a line break ends a line and is in none. */
export function lines(pieces: readonly Piece[]): Piece[][] {
  const made: Piece[][] = [[]];
  for (const piece of pieces) {
    let start = piece.start;
    piece.text.split("\n").forEach((text, index) => {
      if (index > 0) {
        made.push([]);
        start += 1;
      }
      const length = [...text].length;
      if (text !== "") made.at(-1)!.push({ ...piece, text, start, end: start + length });
      start += length;
    });
  }
  return made;
}
