// All that a person reads, in both languages. A word missing in one of them does not compile.

import { signal } from "@preact/signals";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export type Language = "zh" | "en";
export type Word = keyof typeof en;

const TABLES: Record<Language, Record<Word, string>> = { en, zh };
const KEPT = "casegraph-language";

/** The language of the page: of the address, else as chosen last, else as the browser asks. */
export const language = signal<Language>(initial());

function initial(): Language {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(KEPT) ?? navigator.language;
  return asked.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** Changes the language, and keeps the choice. */
export function speak(next: Language): void {
  language.value = next;
  localStorage.setItem(KEPT, next);
}

/** A text of the page: `{name}` is replaced, `{name:one|many}` chosen by a number. */
export function t(word: Word, values: Record<string, string | number> = {}): string {
  const counted = TABLES[language.value][word].replace(/\{(\w+):([^|}]*)\|([^}]*)\}/g, (_, name: string, one: string, many: string) => (values[name] === 1 ? one : many));
  return counted.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

/** A word that came from the server, where this page has a name for it. */
export function named(group: string, code: string): string {
  const word = `${group}.${code}`;
  return word in en ? t(word as Word) : code;
}

/** A number as it is written in the language. */
export function number(value: number, digits = 6): string {
  return value.toLocaleString(language.value === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: digits });
}

/** Of two labels the one in the language of the page, else the other. */
export function pick(zh: string | null | undefined, en: string | null | undefined): string {
  return (language.value === "zh" ? (zh ?? en) : (en ?? zh)) ?? "";
}
