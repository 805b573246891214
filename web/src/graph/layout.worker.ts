// ForceAtlas2 (Jacomy et al. 2014) away from the page: positions go back a few times a second until the work is done, so
// that the drawing settles once and then stands still.

import { DirectedGraph } from "graphology";
import forceatlas2 from "graphology-layout-forceatlas2";

/** What is laid out. */
export interface Order {
  nodes: { id: string; x: number; y: number; fixed: boolean; size: number }[];
  edges: [string, string, number][];
  iterations: number;
}
/** Where things stand after some of the work. */
export interface Progress {
  positions: Float32Array;
  /** 0 to 1. */
  done: number;
}

const ROUND = 40;

addEventListener("message", ({ data }: MessageEvent<Order>) => {
  const graph = new DirectedGraph();
  for (const { id, ...attributes } of data.nodes) graph.addNode(id, attributes);
  for (const [source, target, weight] of data.edges) {
    if (source === target) continue;
    if (graph.hasDirectedEdge(source, target)) graph.updateDirectedEdgeAttribute(source, target, "weight", (w: number) => w + weight);
    else graph.addDirectedEdge(source, target, { weight });
  }
  const settings = {
    ...forceatlas2.inferSettings(graph),
    barnesHutOptimize: graph.order > 400,
    linLogMode: graph.order > 60,
    adjustSizes: graph.order < 400,
    gravity: graph.order > 60 ? 0.4 : 1,
    scalingRatio: 8,
    edgeWeightInfluence: 0.5,
  };
  for (let done = 0; done < data.iterations; done += ROUND) {
    forceatlas2.assign(graph, { iterations: Math.min(ROUND, data.iterations - done), settings });
    const positions = new Float32Array(data.nodes.length * 2);
    data.nodes.forEach(({ id }, index) => {
      positions[2 * index] = graph.getNodeAttribute(id, "x");
      positions[2 * index + 1] = graph.getNodeAttribute(id, "y");
    });
    postMessage({ positions, done: Math.min(1, (done + ROUND) / data.iterations) } satisfies Progress);
  }
});
