// The search field: results as one types, walked with the arrow keys, opened with Enter.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { useAnswer } from "../api/answer.ts";
import type { Found, Hit } from "../api/types.ts";
import { local } from "../graph/load.ts";
import { Marked } from "../parts/marked.tsx";
import { pageOf } from "../parts/thing.tsx";
import { named, pick, t } from "../words/index.ts";

/** Rows of the list under the field. */
const ROWS = 8;

/** Where a hit leads: the thing, or the case a sentence stands in. */
export function pageOfHit(hit: Hit): string {
  return pageOf(local(hit.entity));
}

export function SearchField({ small = false }: { small?: boolean }) {
  const [, go] = useLocation();
  const [typed, setTyped] = useState("");
  const [sought, setSought] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const id = useId();
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const pause = setTimeout(() => setSought(typed.trim()), 150);
    return () => clearTimeout(pause);
  }, [typed]);
  const answer = useAnswer<Found>(sought ? "api/search" : undefined, { q: sought, limit: ROWS });
  const hits = sought && answer.state === "done" ? answer.value.hits : [];
  const open = isOpen && hits.length > 0;

  const leave = (to: string) => {
    setOpen(false);
    setTyped("");
    go(to);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") setOpen(false);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      setAt((last) => Math.max(-1, Math.min(hits.length - 1, last + (event.key === "ArrowDown" ? 1 : -1))));
    }
  };
  return (
    <form
      ref={box}
      role="search"
      class={small ? "search small" : "search"}
      onSubmit={(event) => {
        event.preventDefault();
        const hit = hits[at];
        if (open && hit) leave(pageOfHit(hit));
        else if (typed.trim()) leave(`/?q=${encodeURIComponent(typed.trim())}`);
      }}
      onFocusOut={(event) => {
        if (!box.current?.contains(event.relatedTarget as Node | null)) setOpen(false);
      }}
    >
      <input
        type="search"
        role="combobox"
        value={typed}
        placeholder={t("find.placeholder")}
        aria-label={t("find.label")}
        aria-expanded={open}
        aria-controls={id}
        aria-activedescendant={open && at >= 0 ? `${id}-${at}` : undefined}
        autocomplete="off"
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setOpen(true);
          setAt(-1);
        }}
        onKeyDown={onKey}
      />
      <ul id={id} role="listbox" aria-label={t("find.label")} hidden={!open}>
        {hits.map((hit, index) => (
          <li
            key={`${hit.iri} ${hit.field}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => leave(pageOfHit(hit))}
          >
            <span class={`kind ${hit.type}`}>{named("kind", hit.type)}</span>
            <span>{pick(hit.zh ?? hit.name, hit.en)}</span>
            {hit.text !== hit.name && <small><Marked text={hit.text} highlights={hit.highlights} /></small>}
          </li>
        ))}
      </ul>
    </form>
  );
}
