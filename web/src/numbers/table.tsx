// The table of all numbers, sorted by any column and perhaps grouped by what rows share.

import { Link } from "wouter-preact";
import type { Observation } from "../api/types.ts";
import { placeOf } from "../parts/quotation.tsx";
import { ThingLink } from "../parts/thing.tsx";
import { number, pick, t, type Word } from "../words/index.ts";
import { reading } from "./format.ts";

const COLUMNS: readonly [string, Word][] = [
  ["metric", "field.metric"], ["value", "field.value"], ["period", "field.period"], ["place", "field.place"], ["subject", "field.subject"], ["case", "field.case"],
];

/** What rows can be grouped by; the first groups nothing. */
export const GROUPS = ["", "metric", "case", "place", "period", "unit", "kind"] as const;
export type Group = (typeof GROUPS)[number];

interface Props {
  rows: Observation[];
  group: Group;
  /** Field, `-` before it for downwards. */
  sort: string;
  onSort(key: string): void;
}

/** The rows by what they share, in the order in which each first comes. */
export function grouped(rows: Observation[], group: Group): [string, Observation[]][] {
  if (group === "") return [["", rows]];
  const groups = new Map<string, Observation[]>();
  for (const row of rows) {
    const name = shared(row, group) || "—";
    const members = groups.get(name);
    if (members) members.push(row);
    else groups.set(name, [row]);
  }
  return [...groups];
}

function shared(row: Observation, group: Exclude<Group, "">): string {
  const value = row[group];
  if (value === null || typeof value === "string") return value ?? "";
  return "code" in value ? pick(value.zh, value.en) : pick(value.name, value.en);
}

export function Table({ rows, group, sort, onSort }: Props) {
  if (rows.length === 0) return null;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t("nav.numbers")}>
      <table class="rows">
        <thead>
          <tr>
            {COLUMNS.map(([key, word]) => {
              const down = sort === `-${key}`;
              const up = sort === key;
              return (
                <th key={key} scope="col" aria-sort={up ? "ascending" : down ? "descending" : "none"} class={key === "value" ? "numeric" : undefined}>
                  <button type="button" class="quiet" onClick={() => onSort(up ? `-${key}` : key)}>
                    {t(word)} <span aria-hidden="true">{up ? "↑" : down ? "↓" : ""}</span>
                  </button>
                </th>
              );
            })}
            <th scope="col">{t("field.evidence")}</th>
          </tr>
        </thead>
        {grouped(rows, group).map(([name, members]) => <Body key={name} name={name} rows={members} />)}
      </table>
    </div>
  );
}

/** Rows under the name of what they share; without a name they are all of them. */
function Body({ name, rows }: { name: string; rows: Observation[] }) {
  return (
    <tbody>
      {name !== "" && <tr><th scope="rowgroup" colSpan={COLUMNS.length + 1} class="group">{name} <span class="count">{number(rows.length)}</span></th></tr>}
      {rows.map((row) => (
        <tr key={row.id}>
          <td lang="zh">{row.metric}</td>
          <td class="numeric">{reading(row)}</td>
          <td>{row.period}</td>
          <td>{row.place && <ThingLink thing={row.place} />}</td>
          <td>{row.subject && <ThingLink thing={row.subject} />}</td>
          <td>{row.case && <ThingLink thing={row.case} />}</td>
          <td lang="zh">{row.evidence[0] && <Link href={placeOf(row.evidence[0])}>{row.evidence[0].quotation}</Link>}</td>
        </tr>
      ))}
    </tbody>
  );
}
