import { useEffect } from "react";

/** A browser's own tab bar is light or dark as the system is, whatever theme the studio has. */
const DOT = `<style>
  circle { fill: #1f7fb3; stroke: #fff }
  @media (prefers-color-scheme: dark) { circle { fill: #5bbde4; stroke: #202124 } }
</style><circle cx="20" cy="20" r="7" stroke-width="2.5"/>`;

async function withDot(href: string, signal: AbortSignal): Promise<string> {
  const svg = await (await fetch(href, { signal })).text();
  return `data:image/svg+xml,${encodeURIComponent(svg.replace("</svg>", `${DOT}</svg>`))}`;
}

/** A dot on the tab's icon while `isShown`. */
export function useFaviconDot(isShown: boolean): void {
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    if (!isShown || !link) return;
    const { href } = link;
    const over = new AbortController();
    withDot(href, over.signal).then(
      (dotted) => {
        if (!over.signal.aborted) link.href = dotted;
      },
      // Without its icon the tab still has its title.
      () => undefined,
    );
    return () => {
      over.abort();
      link.href = href;
    };
  }, [isShown]);
}
