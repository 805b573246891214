// What is on the canvas as SVG: lines with arrowheads, discs, and text as text.

import type Sigma from "sigma";
import { credited } from "../parts/save.ts";
import { short } from "./labels.ts";
import type { Drawn, Line, Spot } from "./stage.ts";

const XML = "http://www.w3.org/2000/svg";

/** The drawing as it stands on the screen; `words` go under it. */
export function pictureOf(sigma: Sigma<Spot, Line>, { paper, ink, soft, size, colour, label }: Drawn, words: string): string {
  const graph = sigma.getGraph();
  const { width, height } = sigma.getDimensions();
  const at = (id: string) => sigma.graphToViewport(graph.getNodeAttributes(id));
  const radius = (id: string) => sigma.scaleSize(size(graph.getNodeAttribute(id, "thing")));
  const svg = element("svg", { "font-family": "system-ui, sans-serif", "font-size": 12, fill: ink });
  const marker = element("marker", { id: "head", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" });
  marker.append(element("path", { d: "M0 0L8 4L0 8z", fill: soft }));
  svg.append(element("rect", { width: "100%", height: "100%", fill: paper }), marker);
  graph.forEachEdge((_edge, _attributes, source, target) => {
    const [a, b] = [at(source), at(target)];
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const short = radius(target) / length;
    const line = { x1: a.x, y1: a.y, x2: b.x - (b.x - a.x) * short, y2: b.y - (b.y - a.y) * short };
    svg.append(element("line", { ...line, stroke: soft, "stroke-opacity": 0.5, "marker-end": "url(#head)" }));
  });
  graph.forEachNode((id, { thing }) => {
    const { x, y } = at(id);
    const text = element("text", { x: x + radius(id) + 3, y: y + 4, "paint-order": "stroke", stroke: paper, "stroke-width": 3 });
    text.textContent = short(label(thing));
    svg.append(element("circle", { cx: x, cy: y, r: radius(id), fill: colour(thing) }), text);
  });
  credited(svg, width, height, words);
  return new XMLSerializer().serializeToString(svg);
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(XML, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, typeof value === "number" ? String(Math.round(value * 10) / 10) : value);
  return made;
}
