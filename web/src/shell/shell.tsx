// What stands around every page: name, navigation, search, language and light.

import { useEffect } from "preact/hooks";
import { Link, Route, Router, Switch, useLocation, useSearch } from "wouter-preact";
import { NotFound } from "../parts/states.tsx";
import { language, speak, t } from "../words/index.ts";
import { light, nextLight } from "./light.ts";
import { PAGES } from "./routes.tsx";
import { scoped } from "./scope.tsx";
import { SearchField } from "../find/field.tsx";

/** The path the server is at, without the slash at its end. */
const BASE = new URL(document.baseURI).pathname.replace(/\/$/, "");

export function Shell() {
  return (
    <Router base={BASE}>
      <Frame />
    </Router>
  );
}

function Frame() {
  const [path] = useLocation();
  const search = useSearch();
  useEffect(() => {
    document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
  }, [language.value]);
  return (
    <>
      <a class="skip" href="#main">{t("nav.skip")}</a>
      <header class="top">
        <Link class="brand" href="/">
          <img src={new URL("assets/icon.svg", document.baseURI).href} alt="" width="22" height="22" />
          <span>casegraph</span>
          <span lang="zh">案例图谱</span>
        </Link>
        <nav aria-label={t("nav.main")}>
          {PAGES.filter((page) => page.title).map((page) => (
            <Link key={page.at} href={page.shares ? scoped(page.at, search) : page.at} aria-current={path.startsWith(page.at) ? "page" : undefined}>
              {t(page.title!)}
            </Link>
          ))}
        </nav>
        {path !== "/" && <SearchField small />}
        <div class="switches">
          <button type="button" class="quiet" lang={language.value === "zh" ? "en" : "zh"} onClick={() => speak(language.value === "zh" ? "en" : "zh")}>
            {language.value === "zh" ? "English" : "中文"}
          </button>
          <button type="button" class="quiet" onClick={nextLight} title={t(`light.${light.value}`)} aria-label={t(`light.${light.value}`)}>
            <span aria-hidden="true">{{ auto: "◐", light: "☀", dark: "☾" }[light.value]}</span>
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <Switch>
          {PAGES.map((page) => (
            <Route key={page.at} path={page.at}>
              {(params) => <page.page params={params as Record<string, string | undefined>} />}
            </Route>
          ))}
          <Route>
            <NotFound what={path} />
          </Route>
        </Switch>
      </main>
    </>
  );
}
