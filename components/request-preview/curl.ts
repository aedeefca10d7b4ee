import type { Preview } from "@/lib/generation/schema/preview";

type Call = Preview["calls"][number];

/** For a POSIX shell: between single quotes everything but the quote itself stands as it is. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

export const jsonOf = ({ body }: Call): string => JSON.stringify(body, null, 2);

/** Without the key: the shell that runs it has its own. */
export const curlOf = (call: Call): string =>
  [
    `curl -X ${call.method} "\${TOAPIS_BASE_URL:-https://toapis.com}${call.path}"`,
    `-H "Authorization: Bearer $TOAPIS_API_KEY"`,
    `-H "Content-Type: application/json"`,
    `--data-raw ${quoted(jsonOf(call))}`,
  ].join(" \\\n  ");
