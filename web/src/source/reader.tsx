// The text of a source with everything that was read from it marked in place: hovering says what, a click leads to it.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { useAnswer, type Answer } from "../api/answer.ts";
import { address, Refusal, response } from "../api/client.ts";
import type { MarkedWords } from "../api/types.ts";
import { Shown } from "../parts/states.tsx";
import { pageOf } from "../parts/thing.tsx";
import { named, pick, t } from "../words/index.ts";
import { lines, type Mark, type Piece, pieces } from "./marks.ts";

/** What is marked: names of things, and numbers. */
const NAMES = ["agency", "organization", "place", "policy", "programme", "target_group"];
const FACTS = ["observation", "recognition"];

interface Props {
  document: string;
  /** The stretch that is shown, in code points. */
  from?: number;
  to?: number;
  /** The words that are looked for, `12-34`. */
  at?: string;
}

/** The normalised text of a document. */
function useText(document: string | undefined): Answer<string> {
  const [answer, setAnswer] = useState<Answer<string>>({ state: "waiting", before: undefined });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!document) return;
    const stop = new AbortController();
    response(address(`api/documents/${document}/text`), { signal: stop.signal })
      .then((reply) => reply.text())
      .then(
        (value) => setAnswer({ state: "done", value }),
        (error: unknown) => {
          if (!stop.signal.aborted) setAnswer({ state: "failed", error: error instanceof Refusal ? error : new Refusal("gone", "", "", 0), again: () => setRound(round + 1) });
        },
      );
    return () => stop.abort();
  }, [document, round]);
  return answer;
}

export function Reader({ document, from = 0, to, at }: Props) {
  const text = useText(document);
  const marked = useAnswer<{ rows: MarkedWords[] }>(`api/documents/${document}/mentions`, { start: from, end: Number.isFinite(to) ? to : undefined });
  const [shown, setShown] = useState<readonly string[]>([...NAMES, ...FACTS]);
  const toggle = (kinds: string[]) => setShown(kinds.every((kind) => shown.includes(kind)) ? shown.filter((kind) => !kinds.includes(kind)) : [...new Set([...shown, ...kinds])]);
  return (
    <Shown answer={text}>
      {(whole) => (
        <>
          <div class="row no-print" role="group" aria-label={t("source.marks")}>
            {NAMES.map((kind) => (
              <button key={kind} type="button" class="choice" aria-pressed={shown.includes(kind)} onClick={() => toggle([kind])}>
                <span class={`kind ${classOf(kind)}`}>{named("kind", classOf(kind))}</span>
              </button>
            ))}
            <button type="button" class="choice" aria-pressed={shown.includes("observation")} onClick={() => toggle(FACTS)}>{t("source.numbers")}</button>
          </div>
          <Text whole={whole} rows={marked.state === "done" ? marked.value.rows.filter((row) => shown.includes(row.kind)) : []} from={from} to={to} at={at} />
        </>
      )}
    </Shown>
  );
}

/** Class of a kind: `target_group` is `TargetGroup`. */
function classOf(kind: string): string {
  return kind.split("_").map((part) => part[0]!.toUpperCase() + part.slice(1)).join("");
}

function Text({ whole, rows, from, to, at }: { whole: string; rows: MarkedWords[]; from: number; to: number | undefined; at: string | undefined }) {
  const target = useRef<HTMLElement>(null);
  const [start, end] = (at ?? "").split("-").map(Number) as [number, number];
  const drawn = useMemo(() => {
    const marks = rows.map((row): Mark => ({ start: row.start, end: row.end, kind: classOf(row.kind), href: hrefOf(row), says: says(row) }));
    if (at && end > start) marks.push({ start, end, kind: "Target", href: undefined, says: "" });
    return lines(pieces(whole, marks, from, to));
  }, [whole, rows, from, to, at, pick("zh", "en")]);
  useEffect(() => target.current?.scrollIntoView({ block: "center" }), [at, drawn]);
  let isFirst = true;
  return (
    <div class="source" lang="zh">
      {drawn.map((line, index) => (
        <p key={index}>
          {line.map((piece) => {
            const sought = piece.marks.some((mark) => mark.kind === "Target");
            const ref = sought && isFirst ? target : undefined;
            if (sought) isFirst = false;
            return <PieceText key={piece.start} piece={piece} sought={sought} place={ref} />;
          })}
        </p>
      ))}
    </div>
  );
}

function PieceText({ piece, sought, place }: { piece: Piece; sought: boolean; place: { current: HTMLElement | null } | undefined }) {
  const marks = piece.marks.filter((mark) => mark.kind !== "Target");
  const inner = marks.at(-1);
  const words = inner ? (
    <Link href={inner.href ?? "#"} class={`m ${[...new Set(marks.map((mark) => mark.kind))].join(" ")}`} title={marks.map((mark) => mark.says).reverse().join("\n")}>{piece.text}</Link>
  ) : (
    piece.text
  );
  return sought ? <mark ref={place as never}>{words}</mark> : <>{words}</>;
}

/** A thing's page; a number's case, at the number. */
function hrefOf(row: MarkedWords): string {
  return NAMES.includes(row.kind) ? pageOf(row.thing.id) : `/things/${encodeURIComponent(row.thing.id)}`;
}

function says(row: MarkedWords): string {
  const name = pick(row.thing.name, row.thing.en);
  return `${named("kind", classOf(row.kind))}: ${name}${row.rule ? ` (${row.rule})` : ""}`;
}
