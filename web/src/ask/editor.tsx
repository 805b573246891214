// The SPARQL editor. It lives in a shadow root, so that its styles are adopted sheets and the page needs no inline style.

import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef } from "preact/hooks";
import { complete } from "./complete.ts";

/** Where a query is wrong. */
export interface Mistake {
  /** Line and column, from 1. */
  line: number;
  column: number;
  message: string;
}

interface Props {
  text: string;
  /** Counts how often `text` was put there by others than the editor: then alone the editor takes it over, for while one
   * types, what comes back here may be older than what stands in the editor. */
  given: number;
  label: string;
  mistake: Mistake | undefined;
  onChange(text: string): void;
  onRun(): void;
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
  { tag: [tags.atom, tags.string], color: "var(--code-string)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--code-variable)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.number, tags.literal], color: "var(--code-number)" },
]);

const LOOK = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--field)", fontSize: "14px", borderRadius: "8px", border: "1px solid var(--edge)" },
  "&.cm-focused": { outline: "2px solid var(--link)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "ui-monospace, Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace", lineHeight: "1.55", minHeight: "12rem", maxHeight: "60vh" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--wash)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--chosen)" },
  ".cm-tooltip": { backgroundColor: "var(--card)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "6px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--on-link)" },
  ".cm-completionDetail": { fontStyle: "normal", color: "inherit", opacity: "0.75", marginLeft: "0.8em" },
  ".cm-diagnostic": { padding: "4px 8px" },
});

export function Editor({ text, given, label, mistake, onChange, onRun }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>();
  const calls = useRef({ onChange, onRun });
  calls.current = { onChange, onRun };

  useEffect(() => {
    const root = place.current!.shadowRoot ?? place.current!.attachShadow({ mode: "open" });
    const run = () => (calls.current.onRun(), true);
    view.current = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(), LOOK,
          StreamLanguage.define(sparql), syntaxHighlighting(COLOURS), EditorView.lineWrapping,
          autocompletion({ override: [complete], icons: false }),
          // Ctrl+Enter before the keys of CodeMirror, which would begin a line.
          keymap.of([{ key: "Mod-Enter", run }, ...completionKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
          EditorView.contentAttributes.of({ "aria-label": label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) calls.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    return () => view.current?.destroy();
  }, [label]);

  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== text)
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [given]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    editor.dispatch(setDiagnostics(editor.state, mistake ? [diagnostic(editor.state, mistake)] : []));
  }, [mistake]);

  return <div class="editor" ref={place} />;
}

function diagnostic(state: EditorState, mistake: Mistake): Diagnostic {
  const line = state.doc.line(Math.min(Math.max(mistake.line, 1), state.doc.lines));
  // Columns count characters, the editor counts UTF-16 units.
  const before = [...line.text].slice(0, mistake.column - 1).join("").length;
  const from = Math.min(line.from + before, line.to);
  return { from, to: Math.min(from + 1, state.doc.length), severity: "error", message: mistake.message };
}
