// Numbers as people read them: 2,393.7 亿元 in Chinese, CN¥239.37 billion in English.

import type { Observation } from "../api/types.ts";
import { language, number, pick, t } from "../words/index.ts";

/** Steps that a language counts large numbers in. */
const STEPS = {
  zh: [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]],
  en: [[1e12, " trillion"], [1e9, " billion"], [1e6, " million"]],
} as const;

/** A value without its unit; large ones in the steps of the language. */
export function amount(value: number): string {
  const step = STEPS[language.value].find(([size]) => Math.abs(value) >= size);
  return step ? number(value / step[0], 4) + step[1] : number(value, 4);
}

/** The marks that say how exact a number is. */
export function mark(qualifier: string | undefined): string {
  const marks: Record<string, string> = { at_least: "≥ ", more_than: "> ", at_most: "≤ ", less_than: "< ", approx: "≈ " };
  return marks[qualifier ?? ""] ?? "";
}

/** The unit as people write it: a count has its measure word in Chinese and none in English. */
function unitOf({ unit, unit_as_written: written }: Observation): string {
  if (unit?.code !== "count") return unit ? pick(unit.zh, unit.en) : "";
  return language.value === "zh" ? (written ?? "").replace(/^[万亿千百]+/, "") : "";
}

/** Value, bounds and unit of an observation. */
export function reading(o: Observation): string {
  const unit = unitOf(o);
  const gap = language.value === "en" && unit && unit !== "%" ? " " : "";
  const shown = (value: number) => `${amount(value)}${gap}${unit === "percent" || unit === "百分比" ? "%" : unit}`;
  if (o.min_value !== null && o.max_value !== null && o.min_value !== o.max_value) return `${amount(o.min_value)}–${shown(o.max_value)}`;
  if (o.value === null) return t("number.none");
  const from = o.baseline === null ? "" : `${amount(o.baseline)} → `;
  return `${mark(o.qualifier?.code)}${from}${shown(o.value)}`;
}
