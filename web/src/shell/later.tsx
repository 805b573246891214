// A page, or a part of one, whose code is loaded when it is first opened.

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Refusal } from "../api/client.ts";
import { Refused, Waiting } from "../parts/states.tsx";

export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  return function Later(props: P) {
    const [, shown] = useState(0);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (loaded || failed) return;
      load().then(
        (page) => {
          loaded = page;
          shown((n) => n + 1);
        },
        () => setFailed(true),
      );
    }, [failed]);
    if (failed) return <Refused error={new Refusal("gone", "", "", 0)} again={() => setFailed(false)} />;
    const Page = loaded;
    return Page ? <Page {...props} /> : <Waiting />;
  };
}
