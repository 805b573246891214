// A text with the words that were found in it.

/** `highlights` are code points, in order and apart from each other. */
export function Marked({ text, highlights }: { text: string; highlights: readonly [number, number][] }) {
  const points = [...text];
  const parts = [];
  let at = 0;
  for (const [start, end] of highlights) {
    if (start > at) parts.push(points.slice(at, start).join(""));
    parts.push(<mark key={start}>{points.slice(start, end).join("")}</mark>);
    at = end;
  }
  parts.push(points.slice(at).join(""));
  return <span lang="zh">{parts}</span>;
}
