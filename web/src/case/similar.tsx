// Cases like this one, and why.

import { Link } from "wouter-preact";
import { useAnswer } from "../api/answer.ts";
import { iriOf } from "../api/ids.ts";
import { local } from "../graph/load.ts";
import { pageOf } from "../parts/thing.tsx";
import { number, pick, t } from "../words/index.ts";

/** `/api/graph/similar` */
interface Likeness {
  similar: { iri: string; name: string; zh?: string; en?: string; score: number; why: { zh: string; en: string } }[];
}

export function Similar({ id }: { id: string }) {
  const answer = useAnswer<Likeness>("api/graph/similar", { node: iriOf(id), limit: 5 });
  if (answer.state !== "done" || answer.value.similar.length === 0) return null;
  return (
    <section>
      <h2>{t("case.similar")}</h2>
      <ul class="plain">
        {answer.value.similar.map((one) => (
          <li key={one.iri}>
            <Link href={pageOf(local(one.iri))} lang="zh">{pick(one.zh ?? one.name, one.en)}</Link> <span class="count">{number(one.score, 2)}</span>
            <p class="hint">{pick(one.why.zh, one.why.en)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
