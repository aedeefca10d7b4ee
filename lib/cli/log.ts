import { type Command, UsageError } from "@/lib/cli/command";
import type { ChainRecord } from "@/lib/ports/audit-log";

const USAGE = "log verify [HASH ...]";
const HASH = /^[\da-f]{64}$/;

export const logVerify: Command = {
  usage: USAGE,
  summary:
    "Proves that no row of a team's log was changed or taken out, and that rows with noted hashes are still there.",
  takesWords: true,
  async run({ ports: { audit } }, { words }) {
    const noted = words.map((word) => word.toLowerCase());
    const odd = noted.find((hash) => !HASH.test(hash));
    if (odd) throw new UsageError(`"${odd}" is no hash of 64 digits. Usage: maquette ${USAGE}`);
    const chains = await audit.checkChains();
    const missing: string[] = [];
    for (const hash of noted) if (!(await audit.hasHead(hash))) missing.push(hash);
    return {
      isGood: missing.length === 0 && chains.every(({ brokenAt }) => brokenAt === null),
      lines: [
        ...(chains.length > 0 ? chains.map(lineOf) : ["No team has a log yet."]),
        ...missing.map((hash) => `No row has the hash ${hash}: the end of a log was taken off.`),
        ...(chains.length > 0
          ? ["Note these hashes somewhere else: with them the end of a log is proven too."]
          : []),
      ],
      json: { chains, missing },
    };
  },
};

function lineOf({ teamName, count, head, brokenAt }: ChainRecord): string {
  const rows = count === 1 ? "1 row" : `${count} rows`;
  return brokenAt
    ? `${teamName}: NOT as it was written. Row ${brokenAt.seq}, ${brokenAt.at.toISOString()}, or the one before it was changed or taken out.`
    : `${teamName}: ${rows}, each follows on the one before. The last has ${head}`;
}
