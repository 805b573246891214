// What the drawing shows: types and relations with their counts, communities with their names.

import { isNarrow } from "../parts/facets.tsx";
import { named, number, pick, t } from "../words/index.ts";
import { kinds, relations as relationNames, type View } from "./model.ts";
import type { Group } from "./scores.ts";
import { kindName } from "./side.tsx";

interface Props {
  view: View;
  /** Communities, where things are coloured by them. */
  groups: Group[];
  hidden: Set<string>;
  without: Set<string>;
  onKinds(set: Set<string>): void;
  onRelations(set: Set<string>): void;
  /** Only the things of a community. */
  onGroup(group: Group): void;
}

/** Communities that are named; the others are small. */
const NAMED = 10;

/** Types and relations with their counts; each can be hidden. */
export function Legend({ view, groups, hidden, without, onKinds, onRelations, onGroup }: Props) {
  const toggled = (set: Set<string>, value: string) => {
    const next = new Set(set);
    if (!next.delete(value)) next.add(value);
    return next;
  };
  const labels = new Map(view.relations.map((r) => [r.relation, pick(r.zh, r.en)]));
  return (
    <details class="legend" open={!isNarrow()}>
      <summary>{t("graph.legend")}</summary>
      {kinds(view).map(([kind, count]) => (
        <label key={kind}>
          <input type="checkbox" checked={!hidden.has(kind)} onChange={() => onKinds(toggled(hidden, kind))} />
          <span class={`kind ${kind}`}>{kindName(kind)}</span> <span class="count">{number(count)}</span>
        </label>
      ))}
      {groups.length > 0 && <hr />}
      {groups.slice(0, NAMED).map((group) => (
        <button key={group.colour + group.members.join()} type="button" class="link group" title={pick(group.why.zh, group.why.en)} onClick={() => onGroup(group)}>
          <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill={group.colour} /></svg>{" "}
          {pick(group.head.zh, group.head.en)} <span class="count">{number(group.members.length)}</span>
        </button>
      ))}
      <hr />
      {relationNames(view).map(([relation, count]) => (
        <label key={relation}>
          <input type="checkbox" checked={!without.has(relation)} onChange={() => onRelations(toggled(without, relation))} />
          <span>{labels.get(relation) ?? named("relation", relation)}</span> <span class="count">{number(count)}</span>
        </label>
      ))}
    </details>
  );
}

