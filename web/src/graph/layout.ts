// The layout as the page sees it: a worker that is started, shows how far it is, and comes to rest.

import type Graph from "graphology";
import type { Message, Order, Progress } from "./layout.worker.ts";
import type { Relation } from "./model.ts";

type Place = { x: number; y: number };
/** What the layout has to know of a graph beside its things. */
interface Task {
  relations: Relation[];
  /** Things that stay where they are. */
  pinned: ReadonlySet<string>;
  /** Radius on the screen, in pixels. */
  size(id: string): number;
  /** Width of the screen, in pixels. */
  width: number;
}

/** Milliseconds that a choice has to stand before it is laid out: filters often change several times at once. */
const STANDS = 60;

export class Layout {
  private worker: Worker | undefined;
  private due: ReturnType<typeof setTimeout> | undefined;

  /** `rest` is told when the layout begins (`false`) and when it has ended. */
  constructor(private rest: (is: boolean) => void) {}

  /** Lays out from where things stand; `move` is given the places of all things several times, each after it has drawn the last. */
  start(graph: Graph<Place>, task: Task, move: (place: (id: string) => Place) => Promise<void>): void {
    this.stop();
    if (graph.order < 2) return;
    this.rest(false);
    this.due = setTimeout(() => {
      const worker = (this.worker = new Worker(new URL("assets/layout.js", document.baseURI), { type: "module" }));
      const ids = graph.nodes();
      const index = new Map(ids.map((id, at) => [id, 2 * at]));
      worker.onmessage = async ({ data: { positions, done } }: MessageEvent<Progress>) => {
        if (worker !== this.worker) return;
        const at = (id: string) => index.get(id)!;
        await move((id) => ({ x: positions[at(id)]!, y: positions[at(id) + 1]! }));
        if (done < 1) return worker.postMessage("drawn" satisfies Message);
        this.stop();
        this.rest(true);
      };
      worker.postMessage(order(graph, ids, task) satisfies Message);
    }, STANDS);
  }

  stop(): void {
    clearTimeout(this.due);
    this.worker?.terminate();
    this.worker = undefined;
  }
}

function order(graph: Graph<Place>, ids: string[], { relations, pinned, size, width }: Task): Order {
  const nodes = ids.map((id) => {
    const { x, y } = graph.getNodeAttributes(id);
    return { id, x, y, fixed: pinned.has(id), size: size(id) };
  });
  const iterations = ids.length < 200 ? 600 : ids.length < 3000 ? 400 : 240;
  return { nodes, width, edges: relations.map((r) => [r.source, r.target, r.weight]), iterations };
}
