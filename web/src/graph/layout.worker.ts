// ForceAtlas2 (Jacomy et al. 2014) away from the page. Positions go back whenever the page has drawn the last ones, so that a
// slow screen is not flooded, until the work is done: the drawing settles once and then stands still.

import { DirectedGraph } from "graphology";
import forceatlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";

/** What is laid out. */
export interface Order {
  /** Sizes are radii on a screen `width` pixels wide. */
  nodes: { id: string; x: number; y: number; fixed: boolean; size: number }[];
  width: number;
  edges: [string, string, number][];
  iterations: number;
}
/** Where things stand after some of the work. */
export interface Progress {
  positions: Float32Array;
  /** 0 to 1. */
  done: number;
}

/** What the page sends: what to lay out, and later that the last positions are drawn. */
export type Message = Order | "drawn";

/** Things that are moved between two looks at what the page has sent: the larger the graph, the fewer steps. */
const MOVED = 20_000;
/** Largest graph whose things are moved off each other. */
const MOST_APART = 3000;

let isDrawn = true;

addEventListener("message", ({ data }: MessageEvent<Message>) => {
  if (data === "drawn") isDrawn = true;
  else void layOut(data);
});

async function layOut(order: Order): Promise<void> {
  const graph = graphOf(order);
  const settings = {
    ...forceatlas2.inferSettings(graph),
    barnesHutOptimize: graph.order > 400,
    barnesHutTheta: 1.2, // As Gephi has it: three times as fast as the package's 0.5.
    gravity: graph.order > 60 ? 0.6 : 1,
    scalingRatio: 10,
    edgeWeightInfluence: 0.5,
  };
  const tell = (done: number) => postMessage({ positions: positions(graph, order.nodes), done } satisfies Progress);
  const round = Math.max(1, Math.round(MOVED / (graph.order + 1)));
  for (let step = 0; step < order.iterations; step += round) {
    forceatlas2.assign(graph, { iterations: Math.min(round, order.iterations - step), settings });
    await messages();
    if (!isDrawn) continue;
    isDrawn = false;
    tell(Math.min(0.99, (step + round) / order.iterations));
  }
  if (graph.order < MOST_APART) apart(graph, order.width);
  tell(1);
}

/** Lets what the page has sent come in. */
function messages(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function graphOf({ nodes, edges }: Order): DirectedGraph {
  const graph = new DirectedGraph();
  for (const { id, ...attributes } of nodes) graph.addNode(id, attributes);
  for (const [source, target, weight] of edges) {
    if (source === target) continue;
    if (graph.hasDirectedEdge(source, target)) graph.updateDirectedEdgeAttribute(source, target, "weight", (w: number) => w + weight);
    else graph.addDirectedEdge(source, target, { weight });
  }
  return graph;
}

/** Moves things off each other, by their size on the screen. */
function apart(graph: DirectedGraph, width: number): void {
  const across = graph.nodes().map((id) => graph.getNodeAttribute(id, "x") as number);
  const scale = (Math.max(...across) - Math.min(...across)) / width;
  noverlap.assign(graph, {
    maxIterations: 200,
    inputReducer: (_, { x, y, size }) => ({ x, y, size: (size ?? 1) * scale }),
    settings: { margin: 3 * scale, expansion: 1.05, gridSize: 30 },
  });
}

function positions(graph: DirectedGraph, nodes: Order["nodes"]): Float32Array {
  const flat = new Float32Array(nodes.length * 2);
  nodes.forEach(({ id }, index) => {
    flat[2 * index] = graph.getNodeAttribute(id, "x");
    flat[2 * index + 1] = graph.getNodeAttribute(id, "y");
  });
  return flat;
}
