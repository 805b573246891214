// A button that copies, and says that it did.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../words/index.ts";

export function Copy({ text, children }: { text: string; children: ComponentChildren }) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setDone(true);
    setTimeout(() => setDone(false), 1500);
  };
  return (
    <button type="button" class="quiet copy" onClick={() => void copy()}>
      <span aria-live="polite">{done ? t("copied") : children}</span>
    </button>
  );
}
