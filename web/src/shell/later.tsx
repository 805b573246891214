// A page whose code is loaded when it is first opened.

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Refusal } from "../api/client.ts";
import { Refused, Waiting } from "../parts/states.tsx";

type Props = { params: Record<string, string | undefined> };

export function later(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Later(props: Props) {
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
