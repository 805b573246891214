// Waiting, refused, nothing: what a page shows where it has nothing to show, and what to do about it.

import type { ComponentChildren } from "preact";
import type { Answer } from "../api/answer.ts";
import type { Refusal } from "../api/client.ts";
import { t, type Word } from "../words/index.ts";

export function Waiting() {
  return (
    <p class="waiting" role="status">
      {t("state.waiting")}
    </p>
  );
}

/** What the server said, or why it said nothing, and what to do. */
export function Refused({ error, again }: { error: Refusal; again?: () => void }) {
  const known: Record<string, [Word, Word]> = {
    gone: ["error.gone", "error.gone.do"],
    busy: ["error.busy", "error.busy.do"],
    timeout: ["error.timeout", "error.timeout.do"],
  };
  const words = known[error.code];
  return (
    <div class="refused" role="alert">
      <p>
        <strong>{words ? t(words[0]) : t("error.said")}</strong>
      </p>
      {words ? <p>{t(words[1])}</p> : <pre>{error.message}</pre>}
      {!words && error.hint && <p class="hint">{error.hint}</p>}
      {again && (
        <button type="button" onClick={again}>
          {t("state.again")}
        </button>
      )}
    </div>
  );
}

export function Nothing({ children }: { children: ComponentChildren }) {
  return <p class="nothing">{children}</p>;
}

export function NotFound({ what }: { what: string }) {
  return (
    <div class="refused">
      <h1>{t("error.address")}</h1>
      <p>
        <code>{what}</code>
      </p>
      <p>{t("error.address.do")}</p>
    </div>
  );
}

/** An answer in whichever state it is; while the next is awaited, the last stays. */
export function Shown<T>({ answer, children }: { answer: Answer<T>; children: (value: T) => ComponentChildren }) {
  if (answer.state === "failed") return <Refused error={answer.error} again={answer.again} />;
  const value = answer.state === "done" ? answer.value : answer.before;
  if (value === undefined) return <Waiting />;
  return <div class={answer.state === "waiting" ? "stale" : undefined}>{children(value)}</div>;
}
