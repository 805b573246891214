// The drawing as a part of the page: what is shown and what is chosen goes in, what is clicked comes out.

import { useEffect, useRef } from "preact/hooks";
import { type Drawn, type Hands, Stage } from "./stage.ts";

interface Props {
  drawn: Drawn;
  label: string;
  hands: { current: Hands | undefined };
  onThing(id: string | undefined): void;
  onRelation(id: string): void;
  onOpen(id: string): void;
}

export function Canvas({ drawn, label, hands, onThing, onRelation, onOpen }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const state = useRef<Stage>();
  const now = useRef({ drawn, onThing, onRelation, onOpen });
  now.current = { drawn, onThing, onRelation, onOpen };

  useEffect(() => {
    const stage = (state.current = new Stage(place.current!, () => now.current.drawn));
    stage.sigma.on("clickNode", ({ node }) => now.current.onThing(node));
    stage.sigma.on("doubleClickNode", (event) => {
      event.preventSigmaDefault();
      now.current.onOpen(event.node);
    });
    stage.sigma.on("clickStage", ({ event }) => {
      const line = stage.lineAt(event);
      if (line) now.current.onRelation(line);
      else now.current.onThing(undefined);
    });
    hands.current = stage.hands();
    return () => stage.end();
  }, []);

  useEffect(() => state.current?.show(drawn), [drawn.things, drawn.relations]);
  useEffect(() => state.current?.dress(drawn), [drawn]);
  return <div class="canvas" ref={place} role="img" aria-label={label} />;
}
