// How two things hang together: the paths between them, step by step, each with its words. The path stays lit.

import { useEffect, useState } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import { iriOf } from "../api/ids.ts";
import { Refused, Waiting } from "../parts/states.tsx";
import { Quote } from "../parts/quotation.tsx";
import type { Quotation } from "../api/types.ts";
import { useFilters } from "../shell/filters.ts";
import { pick, t } from "../words/index.ts";
import { local } from "./load.ts";
import type { View } from "./model.ts";
import { name } from "./side.tsx";
import type { Source } from "./source.ts";

interface PathEdge {
  source: string;
  target: string;
  relation: string;
  evidence: Quotation[];
}
/** `/api/graph/paths`: each step with all the relations that could be taken. */
interface PathsAnswer {
  paths: { nodes: { iri: string; name: string; zh?: string; en?: string }[]; steps: PathEdge[][] }[];
}

interface Props {
  view: View;
  source: Source;
  /** What lies on the chosen path: things and relations, and the things alone. */
  onPath(lit: string[], things: string[]): void;
}

export function PathFinder({ view, source, onPath }: Props) {
  const filters = useFilters();
  const [from, to] = [filters.get("from"), filters.get("to")];
  const [nth, setNth] = useState(0);
  const asked = from && to && from !== to;
  const answer = useAnswer<PathsAnswer>(asked ? "api/graph/paths" : undefined, { ...source.asked, from: iriOf(from), to: iriOf(to), limit: 5 });
  const paths = asked && answer.state === "done" ? answer.value.paths : [];
  const path = paths[Math.min(nth, paths.length - 1)];
  useEffect(() => {
    if (!path) return onPath([], []);
    const things = path.nodes.map((node) => local(node.iri));
    const taken = new Set(path.steps.flat().map((edge) => `${local(edge.source)} ${edge.relation} ${local(edge.target)}`));
    const edges = view.relations.filter((r) => taken.has(`${r.source} ${r.relation} ${r.target}`)).map((r) => r.id);
    onPath([...things, ...edges], things);
  }, [path]);
  return (
    <details class="side-part" open={Boolean(asked)}>
      <summary>{t("path.title")}</summary>
      <Choose view={view} label={t("path.from")} id={from} onChoose={(id) => filters.set("from", id)} />
      <Choose view={view} label={t("path.to")} id={to} onChoose={(id) => filters.set("to", id)} />
      {asked && answer.state === "waiting" && <Waiting />}
      {asked && answer.state === "failed" && <Refused error={answer.error} />}
      {paths.length > 1 && (
        <div class="row" role="group" aria-label={t("path.which")}>
          {paths.map((one, index) => <button key={index} type="button" class="choice" aria-pressed={one === path} onClick={() => setNth(index)}>{index + 1}</button>)}
        </div>
      )}
      {path && (
        <ol class="steps">
          {path.steps.map((step, index) => (
            <li key={index}>
              {step.map((edge) => <Step key={`${edge.relation} ${edge.source}`} view={view} edge={edge} from={path.nodes[index]!} to={path.nodes[index + 1]!} />)}
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

type End = PathsAnswer["paths"][number]["nodes"][number];

/** One relation between two things that follow each other on a path, with its words. */
function Step({ view, edge, from, to }: { view: View; edge: PathEdge; from: End; to: End }) {
  const onward = edge.source === from.iri;
  return (
    <>
      <strong>{pick(from.zh ?? from.name, from.en)}</strong> {onward ? "—" : "←"} <span class="relation">{relationLabel(view, edge.relation)}</span> {onward ? "→" : "—"}{" "}
      <strong>{pick(to.zh ?? to.name, to.en)}</strong>
      {edge.evidence.slice(0, 2).map((one) => <Quote key={one.iri} quotation={one} />)}
    </>
  );
}

function relationLabel(view: View, relation: string): string {
  const known = view.relations.find((one) => one.relation === relation);
  return known ? pick(known.zh, known.en) : relation;
}

/** A thing of the view, by typing part of its name. */
function Choose({ view, label, id, onChoose }: { view: View; label: string; id: string; onChoose(id: string): void }) {
  const chosen = view.things.get(id);
  const [typed, setTyped] = useState<string>();
  const words = typed?.trim().toLowerCase();
  const fits = words ? [...view.things.values()].filter((thing) => `${thing.zh} ${thing.en}`.toLowerCase().includes(words)).slice(0, 8) : [];
  return (
    <div class="choose">
      <label>{label}<input type="search" value={typed ?? (chosen ? name(chosen) : "")} onInput={(event) => setTyped(event.currentTarget.value)} /></label>
      {words && (
        <ul>
          {fits.map((thing) => <li key={thing.id}><button type="button" class="link" onClick={() => { onChoose(thing.id); setTyped(undefined); }}>{name(thing)}</button></li>)}
          {fits.length === 0 && <li class="hint">{t("path.none")}</li>}
        </ul>
      )}
    </div>
  );
}
