// What things are sized and coloured by: the server's measures, degree until they are there.

import { useMemo } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import type { Words } from "../api/types.ts";
import { t } from "../words/index.ts";
import { local } from "./load.ts";
import { degree, type View } from "./model.ts";
import type { Source } from "./source.ts";

export const MEASURES = ["degree", "pagerank", "betweenness", "closeness", "core"] as const;
export type Measure = (typeof MEASURES)[number];

/** `/api/graph/rank` */
interface Ranking {
  ranking: { iri: string; value: number; why?: Words }[];
}
/** `/api/graph/communities` */
interface Communities {
  modularity: number;
  count: number;
  communities: { name: Words; heads: { name: string; zh?: string; en?: string }[]; members: { iri: string }[] }[];
}
/** Things that belong together, in a colour. */
export interface Group {
  /** What stands in its middle. */
  head: Words;
  why: Words;
  colour: string;
  members: string[];
}
export interface Scores {
  size(id: string): number;
  /** Why it has this size, where the server says. */
  why(id: string): Words | undefined;
  colour(id: string): string | undefined;
  groups: Group[];
  /** What is to be said of them. */
  note: string | undefined;
}

/** Told apart by people who see few colours too (after Okabe and Ito 2008). */
const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#7b3294", "#4d4d4d", "#b35806", "#1b7837"];
/** Most rows and members that the server gives at once. */
const MOST = 1000;

export function useScores(view: View, source: Source, measure: Measure, communities: boolean): Scores {
  const ranking = useAnswer<Ranking>(measure === "degree" ? undefined : "api/graph/rank", { ...source.asked, by: measure, limit: MOST });
  const found = useAnswer<Communities>(communities ? "api/graph/communities" : undefined, { ...source.asked, members: MOST });
  return useMemo(() => {
    const rows = measure !== "degree" && ranking.state === "done" ? new Map(ranking.value.ranking.map((row) => [local(row.iri), row])) : undefined;
    const groups = communities && found.state === "done" ? grouped(found.value) : [];
    const colours = new Map(groups.flatMap((group) => group.members.map((id) => [id, group.colour] as const)));
    const failed = ranking.state === "failed" ? ranking.error : found.state === "failed" ? found.error : undefined;
    return {
      size: (id) => (rows ? (rows.get(id)?.value ?? 0) : degree(view, id)),
      why: (id) => rows?.get(id)?.why,
      colour: (id) => colours.get(id),
      groups,
      note: failed ? `${failed.message} ${failed.hint}` : communities && found.state === "done" ? t("graph.modularity", { n: found.value.count, q: found.value.modularity.toFixed(2) }) : undefined,
    };
  }, [view, ranking, found, measure, communities]);
}

function grouped({ communities }: Communities): Group[] {
  return communities.map(({ name, heads, members }, index) => ({
    head: { zh: heads[0]?.zh ?? heads[0]?.name ?? name.zh, en: heads[0]?.en ?? heads[0]?.name ?? name.en },
    why: name,
    colour: PALETTE[index % PALETTE.length]!,
    members: members.map((member) => local(member.iri)),
  }));
}
