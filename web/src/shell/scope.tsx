// What several pages look at together: the cases, places and years chosen on one stay chosen on the next, in the address.

import { useAnswer } from "../api/answer.ts";
import { iriOf } from "../api/ids.ts";
import type { Case, FacetValue, Observation, Page } from "../api/types.ts";
import { pick, t, type Word } from "../words/index.ts";
import { useFilters } from "./filters.ts";

/** The filters that pages share, by their names in the address; values are those of the server's lists. */
export const SCOPE = ["case", "place", "year"] as const;
type Field = (typeof SCOPE)[number];
const NAMES: Record<Field, Word> = { case: "field.case", place: "field.place", year: "field.year" };

/** The address of a page with the scope of the one that is open. */
export function scoped(path: string, search: string): string {
  const given = new URLSearchParams(search);
  const kept = new URLSearchParams();
  for (const field of SCOPE) for (const value of given.getAll(field)) kept.append(field, value);
  return kept.size > 0 ? `${path}?${kept}` : path;
}

/** One select for each shared filter; what is chosen in several values is told by their number. */
export function Scope() {
  const filters = useFilters();
  const numbers = useAnswer<Page<Observation>>("api/observations", { facets: "case,place", limit: 1 });
  const cases = useAnswer<Page<Case>>("api/cases", { facets: "year", limit: 1 });
  const values: Record<Field, FacetValue[]> = {
    case: known(numbers, "case"),
    place: known(numbers, "place"),
    year: known(cases, "year"),
  };
  return (
    <span class="row scope" role="group" aria-label={t("scope.label")}>
      {SCOPE.map((field) => {
        const chosen = filters.all(field);
        const value = chosen.length > 1 ? "several" : (chosen[0] ?? "");
        const missing = value !== "" && value !== "several" && !values[field].some((one) => one.value === value);
        return (
          <label key={field}>
            {t(NAMES[field])}{" "}
            <select value={value} onChange={(event) => filters.set(field, event.currentTarget.value === "several" ? chosen : event.currentTarget.value)}>
              <option value="">{t("scope.all")}</option>
              {chosen.length > 1 && <option value="several">{t("scope.several", { n: chosen.length })}</option>}
              {missing && <option value={value}>{value.startsWith(iriOf("")) ? value.slice(iriOf("").length) : value}</option>}
              {values[field].map((one) => <option key={one.value} value={one.value}>{pick(one.zh, one.en)}</option>)}
            </select>
          </label>
        );
      })}
    </span>
  );
}

function known<R>(answer: ReturnType<typeof useAnswer<Page<R>>>, facet: string): FacetValue[] {
  const page = answer.state === "done" ? answer.value : undefined;
  return page?.facets?.[facet] ?? [];
}
