// What things are sized and coloured by: the server's measures, degree until they are there.

import { useMemo } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import { t } from "../words/index.ts";
import { local } from "./load.ts";
import { degree, type View } from "./model.ts";

export const MEASURES = ["degree", "pagerank", "betweenness", "closeness"] as const;
export type Measure = (typeof MEASURES)[number];

/** `/api/graph/rank` */
interface Ranking {
  ranking: { iri: string; value: number }[];
}
/** `/api/graph/communities` */
interface Communities {
  modularity: number;
  communities: { members: { iri: string }[] }[];
}
export interface Scores {
  size(id: string): number;
  colour(id: string): string | undefined;
  /** What is to be said of them. */
  note: string | undefined;
}

/** Told apart by people who see few colours too (after Okabe and Ito 2008). */
const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#7b3294", "#4d4d4d", "#b35806", "#1b7837"];

export function useScores(view: View, viewName: string, measure: Measure, communities: boolean): Scores {
  const ranking = useAnswer<Ranking>(measure === "degree" ? undefined : "api/graph/rank", { view: viewName, by: measure, limit: 1000 });
  const groups = useAnswer<Communities>(communities ? "api/graph/communities" : undefined, { view: viewName, members: 1000 });
  return useMemo(() => {
    const scores = ranking.state === "done" ? new Map(ranking.value.ranking.map((row) => [local(row.iri), row.value])) : undefined;
    const colours = new Map<string, string>();
    if (groups.state === "done")
      groups.value.communities.forEach((group, index) => group.members.forEach((member) => colours.set(local(member.iri), PALETTE[index % PALETTE.length]!)));
    const failed = ranking.state === "failed" ? ranking.error : groups.state === "failed" ? groups.error : undefined;
    return {
      size: (id) => scores?.get(id) ?? (scores ? 0 : degree(view, id)),
      colour: (id) => colours.get(id),
      note: failed ? `${failed.message} ${failed.hint}` : groups.state === "done" ? t("graph.modularity", { n: groups.value.communities.length, q: groups.value.modularity.toFixed(2) }) : undefined,
    };
  }, [view, ranking, groups]);
}
