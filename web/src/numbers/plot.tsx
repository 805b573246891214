// Comparable numbers beside each other: a dot for a value, an arrow for a bound, a bar for a range, a line from before to
// after. Each leads to its sentence.

import { Link } from "wouter-preact";
import type { Observation } from "../api/types.ts";
import { placeOf } from "../parts/quotation.tsx";
import { t } from "../words/index.ts";
import { amount, reading } from "./format.ts";

const ROW = 30;
const LEFT = 280;
const RIGHT = 150;
const WIDTH = 900;

/** Those of one unit, largest first. */
export function Plot({ rows, unit, label }: { rows: Observation[]; unit: string; label: string }) {
  const drawn = rows.filter((row) => row.value !== null).slice(0, 40);
  const values = drawn.flatMap((row) => [row.value!, row.baseline ?? row.value!, row.min_value ?? row.value!, row.max_value ?? row.value!]);
  const [least, most] = [Math.min(0, ...values), Math.max(...values, 1e-9)];
  const positive = values.filter((value) => value > 0);
  // Values over many orders of size are drawn by their size, which the axis says.
  const isLog = least >= 0 && positive.length === values.length && most / Math.min(...positive) > 500;
  const scale = (value: number) => {
    const low = isLog ? Math.log10(Math.min(...positive)) - 0.3 : least;
    const high = isLog ? Math.log10(most) : most;
    const at = isLog ? Math.log10(value) : value;
    return LEFT + ((at - low) / (high - low || 1)) * (WIDTH - LEFT - RIGHT);
  };
  const height = drawn.length * ROW + 34;
  return (
    <figure class="plot">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label={label}>
        <title>{label}</title>
        {ticks(least, most, isLog, positive).map((tick) => (
          <g key={tick}>
            <line x1={scale(tick)} x2={scale(tick)} y1={22} y2={height - 6} class="grid" />
            <text x={scale(tick)} y={14} text-anchor="middle" class="tick">{amount(tick)}</text>
          </g>
        ))}
        {drawn.map((row, index) => <Mark key={row.id} row={row} y={34 + index * ROW} scale={scale} zero={isLog ? LEFT : scale(Math.max(0, least))} />)}
      </svg>
      <figcaption class="hint">{unit}{isLog && ` · ${t("plot.log")}`} · {t("plot.marks")}</figcaption>
    </figure>
  );
}

function Mark({ row, y, scale, zero }: { row: Observation; y: number; scale(value: number): number; zero: number }) {
  const x = scale(row.value!);
  const words = [row.metric, row.place?.name, row.period].filter(Boolean).join(" · ");
  const evidence = row.evidence[0];
  const mark = (
    <>
      <title>{`${words}: ${reading(row)}${evidence ? `\n${evidence.quotation}` : ""}`}</title>
      <rect x="0" y={y - ROW / 2} width={WIDTH} height={ROW} class="row-hit" />
      <text x={LEFT - 12} y={y + 4} text-anchor="end" class="name" lang="zh">{short(words, 21)}</text>
      <line x1={zero} x2={x} y1={y} y2={y} class="stem" />
      {row.baseline !== null && <Change from={scale(row.baseline)} to={x} y={y} />}
      {row.min_value !== null && row.max_value !== null && row.min_value !== row.max_value && (
        <line x1={scale(row.min_value)} x2={scale(row.max_value)} y1={y} y2={y} class="range" />
      )}
      <circle cx={x} cy={y} r="5" class={/^(at_least|more_than|at_most|less_than)$/.test(row.qualifier?.code ?? "") ? "dot open" : "dot"} />
      {/^(at_least|more_than)$/.test(row.qualifier?.code ?? "") && <path d={`M${x + 7} ${y}h12m-4 -4l4 4l-4 4`} class="bound" />}
      {/^(at_most|less_than)$/.test(row.qualifier?.code ?? "") && <path d={`M${x - 7} ${y}h-12m4 -4l-4 4l4 4`} class="bound" />}
      <text x={x + 24} y={y + 4} class="value">{reading(row)}</text>
    </>
  );
  return evidence ? <Link href={placeOf(evidence)} class="mark">{mark}</Link> : <g>{mark}</g>;
}

function Change({ from, to, y }: { from: number; to: number; y: number }) {
  const head = to >= from ? -5 : 5;
  return (
    <>
      <circle cx={from} cy={y} r="3.5" class="before" />
      <path d={`M${from} ${y}H${to + head}m${head} -4l${-head} 4l${head} 4`} class="change" />
    </>
  );
}

function ticks(least: number, most: number, isLog: boolean, positive: number[]): number[] {
  if (isLog) {
    const [from, to] = [Math.ceil(Math.log10(Math.min(...positive))), Math.floor(Math.log10(most))];
    const step = Math.max(1, Math.ceil((to - from) / 5));
    return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => 10 ** (from + i * step));
  }
  const rough = (most - least) / 4;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * size).find((n) => n >= rough) ?? rough;
  const first = Math.ceil(least / step);
  return Array.from({ length: Math.floor(most / step) - first + 1 }, (_, i) => (first + i) * step);
}

function short(words: string, most: number): string {
  const characters = [...words];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : words;
}

