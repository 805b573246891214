// The filters of a page live in its address: what is sent to a colleague opens the same rows.

import { useSearchParams } from "wouter-preact";

export interface Filters {
  all(name: string): string[];
  get(name: string): string;
  /** Sets a filter; an empty value removes it. */
  set(name: string, value: string | string[]): void;
  /** Removes all filters but those given. */
  clear(kept?: Record<string, string[]>): void;
  /** All of `names` that are set, as the server takes them. */
  given(names: readonly string[]): Record<string, string[]>;
}

export function useFilters(): Filters {
  const [parameters, setParameters] = useSearchParams();
  return {
    all: (name) => parameters.getAll(name),
    get: (name) => parameters.get(name) ?? "",
    set(name, value) {
      setParameters((last) => {
        const next = new URLSearchParams(last);
        next.delete(name);
        for (const one of Array.isArray(value) ? value : [value]) if (one !== "") next.append(name, one);
        return next;
      }, { replace: true });
    },
    clear: (kept = {}) => setParameters(new URLSearchParams(Object.entries(kept).flatMap(([name, values]) => values.map((value) => [name, value])))),
    given: (names) => Object.fromEntries(names.map((name) => [name, parameters.getAll(name)]).filter(([, values]) => values!.length > 0)) as Record<string, string[]>,
  };
}
