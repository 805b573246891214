// Sigma over a graphology graph: the graph says how things hang together and where they stand, the reducers how they look.

import { createEdgeCurveProgram, indexParallelEdgesIndex } from "@sigma/edge-curve";
import { drawOnCanvas } from "@sigma/export-image";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import type { Settings } from "sigma/settings";
import { createEdgeArrowProgram, DEFAULT_EDGE_ARROW_HEAD_PROGRAM_OPTIONS, EdgeLineProgram, type EdgeProgramType, NodeCircleProgram, NodePointProgram, type NodeProgramType } from "sigma/rendering";
import { credit } from "../parts/credit.ts";
import { download, saveCanvas } from "../parts/save.ts";
import { nearest, type Point } from "./hit.ts";
import { Labels, short } from "./labels.ts";
import { Layout } from "./layout.ts";
import { mix } from "./colours.ts";
import type { Relation, Thing } from "./model.ts";
import { Pace } from "./pace.ts";
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

/** What the graph keeps of a thing and of a relation; all else is read from what is drawn. */
export interface Spot {
  x: number;
  y: number;
  thing: Thing;
}
export interface Line {
  type: "straight" | "curved";
  curvature: number;
  relation: Relation;
}

/** Most relations whose names are drawn; with more, only those of a path. */
const EDGES_NAMED = 30;
/** With more relations than this a graph is large: lines are thin until one looks close, and what is under the pointer stands out without dimming the rest. */
const LARGE = 4000;
/** One looks close when so much of the drawing is on the screen. */
const CLOSE = 0.25;

/** Sigma and its graph for as long as the page shows them. */
export class Stage {
  graph = new MultiDirectedGraph<Spot, Line>();
  readonly sigma: Sigma<Spot, Line>;
  private readonly layout: Layout;
  private readonly pace: Pace;
  /** Lines wait until things stand: a large drawing on a slow machine. */
  private isBare = false;
  private isClose = false;
  private hovered: string | undefined;
  private pinned = new Set<string>();

  constructor(place: HTMLElement, private drawn: () => Drawn) {
    const labels = new Labels(() => this.drawn());
    this.sigma = new Sigma<Spot, Line>(this.graph, place, {
      defaultDrawNodeLabel: labels.label,
      defaultDrawNodeHover: labels.hover,
      allowInvalidContainer: true,
      defaultEdgeType: "straight",
      defaultNodeType: "disc",
      nodeProgramClasses: { disc: NodeCircleProgram as unknown as NodeProgramType<Spot, Line>, dot: NodePointProgram as unknown as NodeProgramType<Spot, Line> },
      edgeProgramClasses: {
        straight: createEdgeArrowProgram<Spot, Line>(),
        curved: createEdgeCurveProgram<Spot, Line>({ arrowHead: DEFAULT_EDGE_ARROW_HEAD_PROGRAM_OPTIONS }),
        thin: EdgeLineProgram as unknown as EdgeProgramType<Spot, Line>,
      },
      renderEdgeLabels: false,
      labelFont: "system-ui, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif",
      labelSize: 13,
      labelDensity: 0.7,
      labelRenderedSizeThreshold: 7,
      zIndex: true,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      nodeReducer: (id, spot) => this.reduceNode(id, spot),
      edgeReducer: (id, line) => this.reduceEdge(id, line),
    });
    this.layout = new Layout((isRest) => {
      place.dataset["settled"] = String(isRest);
      this.bare(!isRest && this.pace.isSlow);
    });
    this.pace = new Pace(this.sigma, () => {
      if (!this.isLarge()) return;
      this.sigma.setSetting("hideEdgesOnMove", true);
      this.bare(place.dataset["settled"] === "false");
    });
    this.sigma.on("beforeRender", () => labels.begin());
    this.sigma.getCamera().on("updated", ({ ratio }) => this.close(ratio < CLOSE));
    this.sigma.on("enterNode", ({ node }) => this.hover(node));
    this.sigma.on("leaveNode", () => this.hover(undefined));
    this.drag();
  }

  /** Brings the graph to what is to be shown; what stays keeps its place. */
  show(drawn: Drawn): void {
    this.graph = graphOf(drawn, this.graph);
    this.sigma.setGraph(this.graph);
    this.dress(drawn);
    this.layOut(drawn);
  }

  /** Labels, colours, sizes. */
  dress(drawn: Drawn): void {
    this.set("labelColor", { color: drawn.ink });
    this.set("edgeLabelColor", { color: drawn.soft });
    this.set("renderEdgeLabels", drawn.relations.length <= EDGES_NAMED || drawn.lit.size > 0);
    this.sigma.scheduleRefresh();
  }

  /** Changes a setting if it is another: sigma reads the whole graph again for each. */
  private set<K extends keyof Settings<Spot, Line>>(name: K, value: Settings<Spot, Line>[K]): void {
    if (JSON.stringify(this.sigma.getSetting(name)) !== JSON.stringify(value)) this.sigma.setSetting(name, value);
  }

  /** Things glide to where the layout puts them. */
  private layOut(drawn: Drawn): void {
    const graph = this.graph;
    const size = (id: string) => drawn.size(graph.getNodeAttribute(id, "thing"));
    this.layout.start(graph, { relations: drawn.relations, pinned: this.pinned, size, width: this.sigma.getDimensions().width || 800 }, (place) => {
      graph.forEachNode((id, spot) => void (this.pinned.has(id) || Object.assign(spot, place(id))));
      this.sigma.refresh({ partialGraph: { nodes: graph.nodes() }, schedule: true });
      return this.pace.drawn();
    });
  }

  private close(is: boolean): void {
    if (is === this.isClose) return;
    this.isClose = is;
    if (this.isLarge()) this.sigma.scheduleRefresh();
  }

  private bare(is: boolean): void {
    const isBare = is && this.isLarge();
    if (isBare === this.isBare) return;
    this.isBare = isBare;
    this.sigma.scheduleRefresh();
  }

  /** The line at a point of the screen. */
  lineAt(point: Point): string | undefined {
    const places = new Map(this.graph.mapNodes((id, spot) => [id, this.sigma.graphToViewport(spot)]));
    return nearest(point, this.graph.mapEdges((id, { curvature }, source, target) => ({ id, from: places.get(source)!, to: places.get(target)!, curvature })));
  }

  /** What hangs on the thing under the pointer stands out. In a large graph only that is drawn anew. */
  private hover(id: string | undefined): void {
    const touched = [this.hovered, id].filter((one): one is string => one !== undefined && this.graph.hasNode(one));
    this.hovered = id;
    if (!this.isLarge()) this.sigma.refresh();
    else this.redraw(touched);
  }

  /** Draws these things and the lines at them anew, and leaves all else as it is. */
  private redraw(things: string[]): void {
    const edges = things.flatMap((id) => this.graph.edges(id));
    this.sigma.refresh({ partialGraph: { nodes: things, edges }, skipIndexation: true, schedule: true });
  }

  private isLarge(): boolean {
    return this.graph.size > LARGE;
  }

  /** Whether things are drawn as points and lines without heads, which is a fifth of the work. */
  private isCoarse(): boolean {
    return this.isLarge() && !this.isClose;
  }

  private isDim(id: string): boolean {
    const { lit } = this.drawn();
    if (this.hovered && !this.isLarge() && this.graph.hasNode(this.hovered)) return id !== this.hovered && !this.graph.areNeighbors(id, this.hovered);
    return lit.size > 0 && !lit.has(id);
  }

  private reduceNode(id: string, { x, y, thing }: Spot) {
    const { selected, paper, soft, lit, colour, size, label } = this.drawn();
    const look = { x, y, size: size(thing), type: this.isCoarse() ? "dot" : "disc" };
    if (this.isDim(id)) return { ...look, color: mix(soft, paper), label: "", zIndex: 0 };
    const isForced = id === selected || id === this.hovered || lit.has(id);
    return { ...look, color: colour(thing), label: short(label(thing)), highlighted: id === selected, forceLabel: isForced, zIndex: 1 };
  }

  private reduceEdge(id: string, { type, curvature, relation }: Line) {
    if (this.isBare) return { type, hidden: true };
    const { soft, paper, ink, lit, relationLabel } = this.drawn();
    const hovered = this.hovered;
    const isTouched = hovered ? relation.source === hovered || relation.target === hovered : lit.has(id);
    const isDim = !isTouched && (hovered ? !this.isLarge() : lit.size > 0);
    const color = isTouched ? ink : mix(soft, paper, isDim ? 0.85 : this.isLarge() ? 0.7 : 0.45);
    const weight = this.isLarge() ? 0.25 : 1;
    return { type: this.isCoarse() && !isTouched ? "thin" : type, curvature, color, size: weight * (isTouched ? 3 : 1.4), zIndex: isTouched ? 1 : 0, label: isDim ? "" : relationLabel(relation) };
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
      Object.assign(this.graph.getNodeAttributes(held), this.sigma.viewportToGraph(event));
      this.redraw([held]);
      event.preventSigmaDefault();
      event.original.preventDefault();
    });
    const release = () => {
      if (held) this.sigma.scheduleRefresh();
      held = undefined;
      this.sigma.setCustomBBox(null);
    };
    this.sigma.on("upNode", release);
    this.sigma.on("upStage", release);
  }

  hands(): Hands {
    return {
      png: async (name) => {
        // The picture is drawn by another sigma, which has to find its own room for labels.
        const labels = new Labels(this.drawn);
        const sigmaSettings = { defaultDrawNodeLabel: labels.label, defaultDrawNodeHover: labels.hover };
        const canvas = await drawOnCanvas(this.sigma as unknown as Sigma, { backgroundColor: this.drawn().paper, sigmaSettings });
        saveCanvas(canvas, name, devicePixelRatio);
      },
      svg: async (name) => download(new Blob([pictureOf(this.sigma, this.drawn(), await credit())], { type: "image/svg+xml" }), `${name}.svg`),
      fit: () => void this.sigma.getCamera().animatedReset(),
      zoom: (factor) => void this.sigma.getCamera().animate({ ratio: this.sigma.getCamera().ratio / factor }),
      layout: () => {
        this.pinned.clear();
        this.layOut(this.drawn());
      },
    };
  }

  end(): void {
    this.layout.stop();
    this.sigma.kill();
  }
}

/** The graph of what is shown. What was there before stays where it is, what is new begins beside a neighbour. */
function graphOf({ things, relations }: Drawn, before: MultiDirectedGraph<Spot, Line>): MultiDirectedGraph<Spot, Line> {
  const graph = new MultiDirectedGraph<Spot, Line>();
  for (const thing of things) if (before.hasNode(thing.id)) graph.addNode(thing.id, { ...before.getNodeAttributes(thing.id), thing });
  const ends = neighbourhoods(relations);
  things.forEach((thing, index) => {
    if (!graph.hasNode(thing.id)) graph.addNode(thing.id, { ...placed(thing, index, ends.get(thing.id), graph), thing });
  });
  for (const relation of relations)
    if (!graph.hasEdge(relation.id)) graph.addEdgeWithKey(relation.id, relation.source, relation.target, { type: "straight", curvature: 0, relation });
  bend(graph);
  return graph;
}

function placed({ x, y }: Thing, index: number, ends: string[] | undefined, graph: MultiDirectedGraph<Spot, Line>): { x: number; y: number } {
  if (x !== undefined && y !== undefined) return { x, y };
  const angle = index * 2.399963; // The golden angle spreads whatever number there is.
  const near = ends?.find((id) => graph.hasNode(id));
  const from = near ? graph.getNodeAttributes(near) : { x: 0, y: 0 };
  const radius = near ? 12 : 10 * Math.sqrt(index + 1);
  return { x: from.x + Math.cos(angle) * radius, y: from.y + Math.sin(angle) * radius };
}

/** Draws parallel relations apart. */
function bend(graph: MultiDirectedGraph<Spot, Line>): void {
  const [nth, least, most] = ["nth", "least", "most"];
  indexParallelEdgesIndex(graph, { edgeIndexAttribute: nth, edgeMinIndexAttribute: least, edgeMaxIndexAttribute: most });
  graph.forEachEdge((_edge, line) => {
    const at = line as Line & Record<string, number | null | undefined>;
    const [index, first, last] = [at[nth], at[least], at[most]];
    const isParallel = typeof index === "number" && last !== first;
    line.curvature = !isParallel ? 0 : first! < 0 ? 0.25 * index : 0.12 + 0.22 * index;
    line.type = line.curvature === 0 ? "straight" : "curved";
  });
}

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
