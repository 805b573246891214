// A view as the page holds it, and which part of it is shown: pure functions over plain data.

/** A node. Ids are the local names of IRIs (`agency-13b6c36e60`). */
export interface Thing {
  id: string;
  /** Local name of its class. */
  kind: string;
  zh: string;
  en: string;
  /** Where the server's layout has put it; it lays out small graphs only. */
  x?: number | undefined;
  y?: number | undefined;
}

/** A relation between two things, as the view states it. */
export interface Relation {
  id: string;
  source: string;
  target: string;
  /** Local name of the property. */
  relation: string;
  zh: string;
  en: string;
  weight: number;
  /** IRIs of the statements behind it. */
  statements: string[];
}

export interface View {
  things: Map<string, Thing>;
  relations: Relation[];
  /** The relations at each thing. */
  at: Map<string, Relation[]>;
}

/** What is to be shown. */
export interface Choice {
  /** Only these things; `undefined` shows the whole view. */
  only: ReadonlySet<string> | undefined;
  /** Not these things. */
  gone: ReadonlySet<string>;
  hiddenKinds: ReadonlySet<string>;
  hiddenRelations: ReadonlySet<string>;
  /** Things with more relations than this are left out; 0 leaves none out. */
  cap: number;
}

export function view(things: Iterable<Thing>, relations: Iterable<Relation>): View {
  const made: View = { things: new Map(), relations: [], at: new Map() };
  for (const thing of things) {
    made.things.set(thing.id, thing);
    made.at.set(thing.id, []);
  }
  for (const relation of relations) {
    if (!made.things.has(relation.source) || !made.things.has(relation.target)) continue;
    made.relations.push(relation);
    made.at.get(relation.source)!.push(relation);
    if (relation.target !== relation.source) made.at.get(relation.target)!.push(relation);
  }
  return made;
}

/** The things and relations of a choice. What was asked for by name is shown whatever its type or degree. */
export function visible(view: View, choice: Choice): { things: Set<string>; relations: Relation[] } {
  const things = new Set<string>();
  for (const [id, thing] of view.things) {
    const named = choice.only?.has(id) ?? false;
    if (choice.gone.has(id) || (choice.only && !named)) continue;
    if (!named && (choice.hiddenKinds.has(thing.kind) || (choice.cap > 0 && degree(view, id) > choice.cap))) continue;
    if (named && choice.hiddenKinds.has(thing.kind)) continue;
    things.add(id);
  }
  const relations = view.relations.filter(
    (r) => things.has(r.source) && things.has(r.target) && !choice.hiddenRelations.has(r.relation),
  );
  return { things, relations };
}

export function degree(view: View, id: string): number {
  return view.at.get(id)?.length ?? 0;
}

/** The other end of a relation. */
export function other(relation: Relation, id: string): string {
  return relation.source === id ? relation.target : relation.source;
}

/** What a thing is related to, in the order of its relations. */
export function neighbours(view: View, id: string): string[] {
  return [...new Set(view.at.get(id)?.map((relation) => other(relation, id)))];
}

/** The relations at a thing by what they are and which way they point, most first: what can be expanded. */
export interface Bundle {
  relation: string;
  outward: boolean;
  zh: string;
  en: string;
  /** Neighbours along it, heaviest first. */
  neighbours: string[];
}

export function bundles(view: View, id: string): Bundle[] {
  const found = new Map<string, Bundle & { weights: Map<string, number> }>();
  for (const relation of view.at.get(id) ?? []) {
    const outward = relation.source === id;
    const key = `${relation.relation} ${outward}`;
    const bundle = found.get(key) ?? { relation: relation.relation, outward, zh: relation.zh, en: relation.en, neighbours: [], weights: new Map() };
    const end = other(relation, id);
    bundle.weights.set(end, (bundle.weights.get(end) ?? 0) + relation.weight);
    found.set(key, bundle);
  }
  const all = [...found.values()].map(({ weights, ...bundle }) => ({
    ...bundle,
    neighbours: [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([end]) => end),
  }));
  return all.sort((a, b) => b.neighbours.length - a.neighbours.length || (a.relation < b.relation ? -1 : 1));
}

/** How many things of each type, most first. */
export function kinds(view: View): [string, number][] {
  return counted([...view.things.values()].map((thing) => thing.kind));
}

/** How many relations of each name, most first. */
export function relations(view: View): [string, number][] {
  return counted(view.relations.map((relation) => relation.relation));
}

function counted(values: string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
