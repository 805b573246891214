// The graph: a view drawn, narrowed, expanded and walked, with the words behind every line. The address holds what is shown.

import { useEffect, useState } from "preact/hooks";
import { Refusal } from "../api/client.ts";
import { Refused, Waiting } from "../parts/states.tsx";
import { useFilters } from "../shell/filters.ts";
import { useTitle } from "../shell/title.ts";
import { t } from "../words/index.ts";
import { Explorer } from "./explorer.tsx";
import { load } from "./load.ts";
import type { View } from "./model.ts";
import { sourceOf } from "./source.ts";

export function GraphPage() {
  useTitle(t("nav.graph"));
  const source = sourceOf(useFilters());
  const [loaded, setLoaded] = useState<View | Refusal>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setLoaded(undefined);
    load(source.asked, stop.signal).then(setLoaded, (error: unknown) => {
      if (!stop.signal.aborted) setLoaded(error instanceof Refusal ? error : new Refusal("unreadable", String(error), "", 0));
    });
    return () => stop.abort();
  }, [source.key, round]);
  return (
    <div class="wide graph">
      <h1 class="unseen">{t("nav.graph")}</h1>
      {loaded instanceof Refusal ? (
        <Refused error={loaded} again={() => setRound(round + 1)} />
      ) : loaded ? (
        <Explorer view={loaded} source={source} />
      ) : (
        <Waiting />
      )}
    </div>
  );
}
