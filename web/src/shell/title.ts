// The title of the window.

import { useEffect } from "preact/hooks";

export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · casegraph` : "casegraph 案例图谱";
  }, [title]);
}
