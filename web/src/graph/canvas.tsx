// The drawing: sigma over a graphology graph. It is told what is shown and what is chosen, and tells what is clicked.

import EdgeCurveProgram, { EdgeCurvedArrowProgram, indexParallelEdgesIndex } from "@sigma/edge-curve";
import { drawOnCanvas } from "@sigma/export-image";
import { MultiDirectedGraph } from "graphology";
import { useEffect, useRef } from "preact/hooks";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";
import { Labels } from "./labels.ts";
import { credit } from "../parts/credit.ts";
import { download, saveCanvas } from "../parts/save.ts";
import type { Order, Progress } from "./layout.worker.ts";
import type { Relation, Thing } from "./model.ts";
import { pictureOf } from "./picture.ts";

export interface Drawn {
  things: Thing[];
  relations: Relation[];
  label(thing: Thing): string;
  colour(thing: Thing): string;
  size(thing: Thing): number;
  relationLabel(relation: Relation): string;
  /** Things and relations that stand out; the rest is dimmed. Empty dims nothing. */
  lit: ReadonlySet<string>;
  selected: string | undefined;
  /** Colours of the page in its light. */
  ink: string;
  soft: string;
  paper: string;
}

/** What can be done to the drawing from outside. */
export interface Hands {
  png(name: string): void;
  svg(name: string): void;
  fit(): void;
  zoom(factor: number): void;
  layout(): void;
}

interface Props {
  drawn: Drawn;
  label: string;
  hands: { current: Hands | undefined };
  onThing(id: string | undefined): void;
  onRelation(id: string): void;
  onOpen(id: string): void;
}

export function Canvas({ drawn, label, hands, onThing, onRelation, onOpen }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const state = useRef<Stage>();
  const now = useRef({ drawn, onThing, onRelation, onOpen });
  now.current = { drawn, onThing, onRelation, onOpen };

  useEffect(() => {
    const stage = (state.current = new Stage(place.current!, () => now.current.drawn));
    stage.sigma.on("clickNode", ({ node }) => now.current.onThing(node));
    stage.sigma.on("doubleClickNode", (event) => {
      event.preventSigmaDefault();
      now.current.onOpen(event.node);
    });
    stage.sigma.on("clickEdge", ({ edge }) => now.current.onRelation(edge));
    stage.sigma.on("clickStage", () => now.current.onThing(undefined));
    hands.current = stage.hands();
    return () => stage.end();
  }, []);

  useEffect(() => state.current?.show(drawn), [drawn.things, drawn.relations]);
  useEffect(() => state.current?.dress(drawn), [drawn]);
  return <div class="canvas" ref={place} role="img" aria-label={label} />;
}

/** Sigma and its graph for as long as the page shows them. */
class Stage {
  readonly graph = new MultiDirectedGraph();
  readonly sigma: Sigma;
  private worker: Worker | undefined;
  private due: ReturnType<typeof setTimeout> | undefined;
  private hovered: string | undefined;
  private pinned = new Set<string>();

  constructor(private place: HTMLElement, private drawn: () => Drawn) {
    const labels = new Labels(() => this.drawn());
    this.sigma = new Sigma(this.graph, place, {
      defaultDrawNodeLabel: labels.label,
      defaultDrawNodeHover: labels.hover,
      allowInvalidContainer: true,
      defaultEdgeType: "straight",
      edgeProgramClasses: { straight: EdgeArrowProgram, curved: EdgeCurvedArrowProgram, line: EdgeRectangleProgram, arc: EdgeCurveProgram },
      enableEdgeEvents: true,
      renderEdgeLabels: false,
      labelFont: "system-ui, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif",
      labelSize: 13,
      labelDensity: 0.7,
      labelRenderedSizeThreshold: 7,
      zIndex: true,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      nodeReducer: (id, attributes) => this.reduceNode(id, attributes),
      edgeReducer: (id, attributes) => this.reduceEdge(id, attributes),
    });
    this.sigma.on("beforeRender", () => labels.begin());
    this.sigma.on("enterNode", ({ node }) => this.hover(node));
    this.sigma.on("leaveNode", () => this.hover(undefined));
    this.drag();
  }

  /** Brings the graph to what is to be shown; what stays keeps its place. */
  show(drawn: Drawn): void {
    const wanted = new Set(drawn.things.map((thing) => thing.id));
    for (const id of this.graph.nodes()) if (!wanted.has(id)) this.graph.dropNode(id);
    this.graph.clearEdges();
    const ends = neighbourhoods(drawn.relations);
    drawn.things.forEach((thing, index) => {
      if (this.graph.hasNode(thing.id)) return;
      if (thing.x !== undefined && thing.y !== undefined) return void this.graph.addNode(thing.id, { x: thing.x, y: thing.y });
      const angle = index * 2.399963; // The golden angle spreads whatever number there is.
      const radius = 10 * Math.sqrt(index + 1);
      const near = ends.get(thing.id)?.find((id) => this.graph.hasNode(id));
      const from = near && this.graph.getNodeAttributes(near);
      const [x, y] = from ? [from["x"] + Math.cos(angle) * 12, from["y"] + Math.sin(angle) * 12] : [Math.cos(angle) * radius, Math.sin(angle) * radius];
      this.graph.addNode(thing.id, { x, y });
    });
    for (const relation of drawn.relations)
      if (!this.graph.hasEdge(relation.id)) this.graph.addEdgeWithKey(relation.id, relation.source, relation.target, { weight: relation.weight });
    indexParallelEdgesIndex(this.graph, { edgeIndexAttribute: "nth", edgeMinIndexAttribute: "least", edgeMaxIndexAttribute: "most" });
    this.graph.forEachEdge((edge, { nth, least, most }) => {
      const parallel = typeof nth === "number" && most !== least;
      const curvature = !parallel ? 0 : least < 0 ? 0.25 * nth : 0.12 + 0.22 * nth;
      this.graph.mergeEdgeAttributes(edge, { type: parallel && curvature !== 0 ? "curved" : "straight", curvature });
    });
    this.dress(drawn);
    this.layout(drawn);
  }

  /** Labels, colours, sizes. */
  dress(drawn: Drawn): void {
    for (const thing of drawn.things) {
      if (!this.graph.hasNode(thing.id)) continue;
      this.graph.mergeNodeAttributes(thing.id, { label: short(drawn.label(thing)), color: drawn.colour(thing), size: drawn.size(thing) });
    }
    for (const relation of drawn.relations)
      if (this.graph.hasEdge(relation.id)) this.graph.mergeEdgeAttributes(relation.id, { label: drawn.relationLabel(relation) });
    this.sigma.setSetting("labelColor", { color: drawn.ink });
    this.sigma.setSetting("edgeLabelColor", { color: drawn.soft });
    this.sigma.setSetting("renderEdgeLabels", drawn.relations.length <= EDGES_NAMED || drawn.lit.size > 0);
    this.sigma.refresh();
  }

  /** Lays out once what is shown has stood for a moment: filters often change several times at once. */
  layout(drawn: Drawn): void {
    clearTimeout(this.due);
    this.due = setTimeout(() => this.begin(drawn), 60);
  }

  /** Lays out in the worker; positions glide to where they are going. */
  private begin(drawn: Drawn): void {
    this.worker?.terminate();
    if (this.graph.order < 2) return;
    const worker = (this.worker = new Worker(new URL("assets/layout.js", document.baseURI), { type: "module" }));
    const ids = this.graph.nodes();
    const order: Order = {
      nodes: ids.map((id) => {
        const { x, y } = this.graph.getNodeAttributes(id);
        return { id, x, y, fixed: this.pinned.has(id), size: this.graph.getNodeAttribute(id, "size") };
      }),
      width: this.sigma.getDimensions().width || 800,
      edges: drawn.relations.map((r) => [r.source, r.target, r.weight]),
      iterations: ids.length < 200 ? 600 : ids.length < 3000 ? 400 : 240,
    };
    const place = new Map(ids.map((id, index) => [id, 2 * index]));
    this.settled(false);
    worker.onmessage = ({ data }: MessageEvent<Progress>) => {
      if (worker !== this.worker) return;
      this.graph.updateEachNodeAttributes((id, attributes) => {
        const at = place.get(id);
        return at === undefined || this.pinned.has(id) ? attributes : { ...attributes, x: data.positions[at], y: data.positions[at + 1] };
      }, { attributes: ["x", "y"] });
      if (data.done < 1) return;
      worker.terminate();
      this.settled(true);
    };
    worker.postMessage(order);
  }

  /** Says on the element whether the layout has come to rest. */
  private settled(is: boolean): void {
    this.place.dataset["settled"] = String(is);
  }

  private hover(id: string | undefined): void {
    this.hovered = id;
    this.sigma.refresh({ skipIndexation: true });
  }

  private isDim(ids: string[]): boolean {
    const { lit } = this.drawn();
    if (this.hovered && this.graph.hasNode(this.hovered))
      return !ids.some((id) => id === this.hovered || (this.graph.hasNode(id) && this.graph.areNeighbors(id, this.hovered!)));
    return lit.size > 0 && !ids.some((id) => lit.has(id));
  }

  private reduceNode(id: string, attributes: Record<string, unknown>) {
    const { selected, paper, soft, lit } = this.drawn();
    if (this.isDim([id])) return { ...attributes, color: mix(soft, paper), label: "", zIndex: 0 };
    return { ...attributes, highlighted: id === selected, forceLabel: id === selected || id === this.hovered || lit.has(id), zIndex: 1 };
  }

  private reduceEdge(id: string, attributes: Record<string, unknown>) {
    const { soft, paper, ink, lit } = this.drawn();
    const [source, target] = this.graph.extremities(id);
    const touched = this.hovered ? source === this.hovered || target === this.hovered : lit.has(id);
    const dim = this.hovered ? !touched : lit.size > 0 && !touched;
    return { ...attributes, color: touched ? ink : dim ? mix(soft, paper, 0.85) : mix(soft, paper, 0.45), size: touched ? 3 : 1.4, zIndex: touched ? 1 : 0, label: dim ? "" : (attributes["label"] as string) };
  }

  /** A thing that is dragged stays where it is put. */
  private drag(): void {
    let held: string | undefined;
    this.sigma.on("downNode", ({ node }) => {
      held = node;
      if (!this.sigma.getCustomBBox()) this.sigma.setCustomBBox(this.sigma.getBBox());
    });
    this.sigma.on("moveBody", ({ event }) => {
      if (!held) return;
      this.pinned.add(held);
      this.graph.mergeNodeAttributes(held, this.sigma.viewportToGraph(event));
      event.preventSigmaDefault();
      event.original.preventDefault();
    });
    const release = () => {
      held = undefined;
      this.sigma.setCustomBBox(null);
    };
    this.sigma.on("upNode", release);
    this.sigma.on("upStage", release);
  }

  hands(): Hands {
    return {
      png: async (name) => saveCanvas(await drawOnCanvas(this.sigma, { backgroundColor: this.drawn().paper }), name, devicePixelRatio),
      svg: async (name) => download(new Blob([pictureOf(this.sigma, this.drawn(), await credit())], { type: "image/svg+xml" }), `${name}.svg`),
      fit: () => void this.sigma.getCamera().animatedReset(),
      zoom: (factor) => void this.sigma.getCamera().animate({ ratio: this.sigma.getCamera().ratio / factor }),
      layout: () => {
        this.pinned.clear();
        this.layout(this.drawn());
      },
    };
  }

  end(): void {
    clearTimeout(this.due);
    this.worker?.terminate();
    this.sigma.kill();
  }
}

/** Most relations whose names are drawn; with more, only those of a path. */
const EDGES_NAMED = 30;

/** The things at the other ends of the relations of each. */
function neighbourhoods(relations: Relation[]): Map<string, string[]> {
  const ends = new Map<string, string[]>();
  const add = (from: string, to: string) => ends.get(from)?.push(to) ?? ends.set(from, [to]);
  for (const { source, target } of relations) {
    add(source, target);
    add(target, source);
  }
  return ends;
}

/** Longest label of the drawing, in characters; the whole name is beside it. */
const LONGEST = 24;

function short(label: string): string {
  const characters = [...label];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : label;
}

/** A colour nearer to the paper. */
function mix(colour: string, paper: string, share = 0.75): string {
  const parts = (hex: string) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  const [a, b] = [parts(colour), parts(paper)];
  return `#${a.map((value, i) => Math.round(value * (1 - share) + b[i]! * share).toString(16).padStart(2, "0")).join("")}`;
}
