// SPARQL: write, run, stop, share, take away.

import { useEffect, useRef, useState } from "preact/hooks";
import { useSearchParams } from "wouter-preact";
import { useAnswer } from "../api/answer.ts";
import { address, Refusal, response } from "../api/client.ts";
import type { SavedQuery } from "../api/types.ts";
import { Copy } from "../parts/copy.tsx";
import { Refused } from "../parts/states.tsx";
import { useTitle } from "../shell/title.ts";
import { number, t } from "../words/index.ts";
import { type Client, code } from "./code.ts";
import { Editor, type Mistake } from "./editor.tsx";
import { Answer, type Outcome } from "./results.tsx";
import { Saved } from "./saved.tsx";

const FIRST = `PREFIX cg: <https://w3id.org/casegraph/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>

SELECT ?case ?metric ?value ?quotation {
  ?observation cg:inCase/cg:number ?case ; cg:metric ?metric ; cg:value ?value ; cg:evidence/oa:exact ?quotation .
}
ORDER BY DESC(?value)
LIMIT 20
`;
/** Kept in the window, so that nothing typed is lost. */
const DRAFT = "casegraph-query";
const CLIENTS: readonly Client[] = ["curl", "python", "r"];

type State =
  | { is: "idle" }
  | { is: "running"; since: number }
  | { is: "done"; outcome: Outcome; query: string; milliseconds: number }
  | { is: "failed"; error: Refusal }
  | { is: "stopped" };

export function AskPage() {
  const [address_, setAddress] = useSearchParams();
  const [text, setText] = useState(() => address_.get("query") ?? sessionStorage.getItem(DRAFT) ?? FIRST);
  const [given, setGiven] = useState(0);
  const [state, setState] = useState<State>({ is: "idle" });
  const stop = useRef<AbortController>();
  const saved = useAnswer<SavedQuery[]>("api/queries");
  useTitle(t("nav.ask"));
  useEffect(() => sessionStorage.setItem(DRAFT, text), [text]);
  useEffect(() => {
    if (address_.get("query")) void run();
    return () => stop.current?.abort();
  }, []);

  async function run(query = text) {
    stop.current?.abort();
    const control = (stop.current = new AbortController());
    const since = performance.now();
    setState({ is: "running", since });
    setAddress({ query }, { replace: true });
    try {
      const outcome = await evaluate(query, control.signal);
      if (control === stop.current) setState({ is: "done", outcome, query, milliseconds: performance.now() - since });
    } catch (error) {
      if (control !== stop.current) return;
      setState(error instanceof Refusal ? { is: "failed", error } : { is: "stopped" });
    }
  }

  const mistake = state.is === "failed" ? where(state.error) : undefined;
  return (
    <div class="ask">
      <section>
        <h1>{t("ask.title")}</h1>
        <p class="lead">{t("ask.lead")}</p>
        <Editor text={text} given={given} label={t("ask.editor")} mistake={mistake} onChange={setText} onRun={() => void run()} />
        <div class="row">
          {state.is === "running" ? (
            <button type="button" class="danger" onClick={() => stop.current?.abort()}>{t("ask.stop")}</button>
          ) : (
            <button type="button" onClick={() => void run()}>{t("ask.run")}</button>
          )}
          <span class="hint">{t("ask.keys")}</span>
          <span role="status" class="hint">{status(state)}</span>
        </div>
        {state.is === "failed" && <Refused error={state.error} />}
        {state.is === "done" && <Answer key={state.query} outcome={state.outcome} query={state.query} />}
        {state.is === "done" && <TakeAway query={state.query} outcome={state.outcome} />}
      </section>
      <aside aria-label={t("ask.saved")}>
        <h2>{t("ask.saved")}</h2>
        {saved.state === "failed" && <Refused error={saved.error} again={saved.again} />}
        {saved.state === "done" && (
          <Saved queries={saved.value} onChoose={(query) => { setText(query); setGiven(given + 1); void run(query); }} />
        )}
      </aside>
    </div>
  );
}

/** Asks, and reads the answer by what it is. */
async function evaluate(query: string, signal: AbortSignal): Promise<Outcome> {
  const answer = await response(address("sparql"), {
    method: "POST",
    headers: { "content-type": "application/sparql-query", accept: "application/sparql-results+json, text/turtle;q=0.9" },
    body: query,
    signal,
  });
  if (!answer.headers.get("content-type")?.includes("json")) return { kind: "text", text: await answer.text() };
  const value = await answer.json();
  return "boolean" in value ? { kind: "truth", truth: value } : { kind: "rows", rows: value };
}

/** The place that the server names: `line 1, column 17: …`. */
function where(error: Refusal): Mistake | undefined {
  const place = /line (\d+), column (\d+): ?(.*)/s.exec(error.message);
  return place ? { line: Number(place[1]), column: Number(place[2]), message: place[3]! } : undefined;
}

function status(state: State): string {
  switch (state.is) {
    case "running":
      return t("ask.running");
    case "stopped":
      return t("ask.stopped");
    case "done": {
      const seconds = number(state.milliseconds / 1000, 2);
      return state.outcome.kind === "rows"
        ? t("ask.rows", { n: state.outcome.rows.results.bindings.length, seconds })
        : t("ask.took", { seconds });
    }
    default:
      return "";
  }
}

function TakeAway({ query, outcome }: { query: string; outcome: Outcome }) {
  const [client, setClient] = useState<Client>("curl");
  const formats = outcome.kind === "text" ? ["turtle", "ntriples", "jsonld", "rdfxml"] : ["csv", "tsv", "json", "xml"];
  const program = code(client, address("sparql"), query);
  return (
    <div class="takeaway">
      <p>
        {t("ask.download")}{" "}
        {formats.map((format) => (
          <a key={format} href={address("sparql", { query, format })} download={`casegraph.${format}`}>{format}</a>
        ))}
        <Copy text={location.href}>{t("ask.share")}</Copy>
      </p>
      <details>
        <summary>{t("ask.code")}</summary>
        <div class="row" role="group">
          {CLIENTS.map((one) => (
            <button key={one} type="button" class="choice" aria-pressed={one === client} onClick={() => setClient(one)}>
              {{ curl: "curl", python: "Python", r: "R" }[one]}
            </button>
          ))}
          <Copy text={program}>{t("copy")}</Copy>
        </div>
        <pre class="code">{program}</pre>
      </details>
    </div>
  );
}

