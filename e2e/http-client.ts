import { readFileSync } from "node:fs";
import path from "node:path";

const MANIFEST = path.resolve(
  import.meta.dirname,
  "../.next/server/server-reference-manifest.json",
);

type Manifest = { node: Record<string, { exportedName: string }> };

/** What a browser keeps between requests. The same cookies are good at every web process. */
export type Client = {
  fetch: (url: string, init?: RequestInit) => Promise<Response>;
  /** Calls a server action as Next's own client does; `page` is one that uses it. */
  act: (page: string, action: string, input: object) => Promise<unknown>;
};

export function createClient(): Client {
  const cookies = new Map<string, string>();
  const request = async (url: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("origin", new URL(url).origin);
    headers.set("cookie", [...cookies].map((pair) => pair.join("=")).join("; "));
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return response;
  };
  return {
    fetch: request,
    async act(page, action, input) {
      const response = await request(page, {
        method: "POST",
        headers: {
          accept: "text/x-component",
          "content-type": "text/plain;charset=UTF-8",
          "next-action": actionId(action),
        },
        body: JSON.stringify([input]),
      });
      return readAnswer(await response.text());
    },
  };
}

function actionId(name: string): string {
  const { node } = JSON.parse(readFileSync(MANIFEST, "utf8")) as Manifest;
  const found = Object.entries(node).find(([, { exportedName }]) => exportedName === name);
  if (!found) throw new Error(`The build has no action ${name}`);
  return found[0];
}

/** Row 0 of React's stream names the row of the result, as `"$@1"`. */
function readAnswer(stream: string): unknown {
  const rows = new Map(
    stream.split("\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1)];
    }),
  );
  const row = /"a":"\$@(\w+)"/.exec(rows.get("0") ?? "")?.[1];
  const answer = rows.get(row ?? "");
  if (answer === undefined) throw new Error(`No result of an action in: ${stream.slice(0, 500)}`);
  return JSON.parse(answer);
}
