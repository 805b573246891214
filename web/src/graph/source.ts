// Which graph is asked for: a shipped view or a query of one's own, narrowed by what the pages share.

import type { Parameters } from "../api/client.ts";
import type { Filters } from "../shell/filters.ts";
import { SCOPE } from "../shell/scope.tsx";

export const VIEWS = ["all", "agencies", "cases", "citations", "places"] as const;

export interface Source {
  /** A name for files. */
  name: string;
  /** As the server's graph answers and exports take it. */
  asked: Parameters;
  /** The same source has the same key. */
  key: string;
}

export function sourceOf(filters: Filters): Source {
  const query = filters.get("query");
  const view = filters.get("view") || VIEWS[0];
  const asked = { ...(query ? { query } : { view }), ...filters.given(SCOPE) };
  return { name: query ? "query" : view, asked, key: JSON.stringify(asked) };
}
