import { parseArgs } from "node:util";
import pg from "pg";
import type { Ports } from "@/lib/ports/ports";
import { composePorts } from "@/lib/server/composition";
import { readSettings } from "@/lib/server/env";
import { findTeam, type SeedTeam } from "./cast";
import { paintFiles } from "./files";
import { fillLibrary } from "./fill";

const IMAGES_MAX = 10_000_000;
const HELP = `npm run seed -- --images N [--seed N] [--add]
Fills the first team's library with N pictures, for trials and benchmarks.
--seed  other chances: other prompts, days and marks
--add   though the library has pictures already`;
const NO_TEAM =
  "There is no team yet: start the studio and make the first account, then seed again.";

const write = (text: string) => process.stdout.write(`${text}\n`);

type Asked = { imageCount: number; seed: number; isAdded: boolean };

/** Fills the first team's library with pictures. Needs a studio that has been set up. Answers with the exit code. */
export async function seed(args: string[]): Promise<number> {
  const asked = readArguments(args);
  if (!asked) {
    write(HELP);
    return 1;
  }
  const settings = readSettings();
  const ports = composePorts(settings);
  const client = new pg.Client({ connectionString: settings.databaseUrl });
  try {
    await client.connect();
    const team = await findTeam(client);
    const refusal = team ? await refusalOf(client, team, asked) : NO_TEAM;
    if (!team || refusal) {
      write(refusal ?? NO_TEAM);
      return 1;
    }
    await run({ ports, client, team }, asked);
    return 0;
  } finally {
    await client.end();
    await ports.media.close();
  }
}

function readArguments(args: string[]): Asked | null {
  const { values } = parseArgs({
    args,
    options: {
      images: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
      add: { type: "boolean", default: false },
    },
  });
  const [imageCount, chance] = [Number(values.images), Number(values.seed)];
  const isCount = Number.isInteger(imageCount) && imageCount >= 1 && imageCount <= IMAGES_MAX;
  return isCount && Number.isInteger(chance)
    ? { imageCount, seed: chance, isAdded: values.add }
    : null;
}

/** Null: nothing stands against it. */
async function refusalOf(
  client: pg.Client,
  team: SeedTeam,
  { isAdded }: Asked,
): Promise<string | null> {
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from image where team_id = $1",
    [team.id],
  );
  const count = rows[0]?.count ?? 0;
  return count > 0 && !isAdded
    ? `The library of ${team.name} has ${count} pictures already. Seed with --add to put more beside them.`
    : null;
}

type Studio = { ports: Ports; client: pg.Client; team: SeedTeam };

async function run({ ports, client, team }: Studio, { imageCount, seed: chance }: Asked) {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
  const tell = (text: string) => write(`${text}, ${seconds()}`);
  write(`Filling the library of ${team.name}. Whoever looks into it waits until it is done.`);
  const files = await paintFiles(ports);
  tell("Files that the pictures share");
  await fillLibrary(client, { team, files, imageCount, seed: chance, tell });
  await client.query("vacuum analyze");
  write(`Done: ${imageCount} pictures more in ${seconds()}.`);
}
