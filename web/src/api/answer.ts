// What a page asks for when it is shown, and asks again when what it depends on changes.

import { useEffect, useState } from "preact/hooks";
import { ask, type Parameters, Refusal } from "./client.ts";

/** An answer on its way, there, or refused; `before` is the last one, to be shown while the next is awaited. */
export type Answer<T> =
  | { state: "waiting"; before: T | undefined }
  | { state: "done"; value: T }
  | { state: "failed"; error: Refusal; again: () => void };

/** Asks an address; `undefined` as path asks nothing yet. A question that is no longer wanted is stopped. */
export function useAnswer<T>(path: string | undefined, parameters: Parameters = {}): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ state: "waiting", before: undefined });
  const [round, setRound] = useState(0);
  const key = path === undefined ? undefined : JSON.stringify([path, parameters]);
  useEffect(() => {
    if (path === undefined) return;
    const stop = new AbortController();
    setAnswer((last) => ({ state: "waiting", before: last.state === "done" ? last.value : undefined }));
    ask<T>(path, parameters, stop.signal).then(
      (value) => setAnswer({ state: "done", value }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        const refusal = error instanceof Refusal ? error : new Refusal("unreadable", String(error), "", 0);
        setAnswer({ state: "failed", error: refusal, again: () => setRound((n) => n + 1) });
      },
    );
    return () => stop.abort();
  }, [key, round]);
  return answer;
}
