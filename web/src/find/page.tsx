import { useTitle } from "../shell/title.ts";

export function Find() {
  useTitle(undefined);
  return <h1>casegraph</h1>;
}
