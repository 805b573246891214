// Numbers along time: a bar for the period each is of, in rows that do not overlap.

import { Link } from "wouter-preact";
import type { Observation } from "../api/types.ts";
import { reading } from "../numbers/format.ts";
import { placeOf } from "./quotation.tsx";
import { t } from "../words/index.ts";

const WIDTH = 900;
const ROW = 26;

export function Timeline({ rows }: { rows: Observation[] }) {
  const dated = rows.filter((row) => row.period_start && row.period_end).slice(0, 24);
  if (dated.length < 2) return null;
  const day = (text: string) => Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  const [first, last] = [Math.min(...dated.map((row) => day(row.period_start!))), Math.max(...dated.map((row) => day(row.period_end!)))];
  const at = (text: string) => 10 + ((day(text) - first) / (last - first || 1)) * (WIDTH - 20);
  const years = [];
  for (let year = new Date(first).getUTCFullYear(); year <= new Date(last).getUTCFullYear(); year++) years.push(year);
  const height = dated.length * ROW + 30;
  return (
    <figure class="plot">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label={t("thing.timeline")}>
        {years.map((year) => {
          const x = Math.max(10, at(`${year}-01-01`));
          return <g key={year}><line x1={x} x2={x} y1="18" y2={height} class="grid" /><text x={x + 3} y="13" class="tick">{year}</text></g>;
        })}
        {dated.map((row, index) => {
          const [from, to] = [at(row.period_start!), at(row.period_end!)];
          const y = 26 + index * ROW;
          const words = `${row.metric} ${reading(row)}`;
          const right = from > WIDTH * 0.6;
          const drawn = (
            <>
              <title>{`${row.period}: ${words}`}</title>
              <rect x={from} y={y} width={Math.max(4, to - from)} height="5" rx="2" class="span" />
              <text x={right ? Math.min(to, WIDTH) : from} y={y + 18} text-anchor={right ? "end" : "start"} lang="zh">{words}</text>
            </>
          );
          return row.evidence[0] ? <Link key={row.id} href={placeOf(row.evidence[0])}>{drawn}</Link> : <g key={row.id}>{drawn}</g>;
        })}
      </svg>
    </figure>
  );
}
