// A source, whole.

import { useSearchParams } from "wouter-preact";
import { useTitle } from "../shell/title.ts";
import { useSources } from "../data/sources.ts";
import { pick } from "../words/index.ts";
import { Reader } from "./reader.tsx";

export function SourcePage({ params }: { params: Record<string, string | undefined> }) {
  const id = params["id"] ?? "";
  const [parameters] = useSearchParams();
  const sources = useSources();
  const source = sources.state === "done" ? sources.value.rows.find((one) => one.id === id) : undefined;
  const title = source && pick(source.title?.zh, source.title?.en);
  useTitle(title);
  const at = parameters.get("at");
  return (
    <article class="narrow">
      <h1 lang="zh">{title ?? id}</h1>
      <Reader document={id} {...(at ? { at } : {})} />
    </article>
  );
}
