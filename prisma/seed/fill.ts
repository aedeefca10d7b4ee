import type pg from "pg";
import type { AspectRatio } from "@/lib/generation/schema";
import { gatherCast, type SeedTeam } from "./cast";
import type { SeedFile } from "./files";
import { addOpinions, addPictures } from "./pictures";
import { addRuns } from "./runs";

/** Building them once at the end takes a third of the time of keeping them up to date. */
const SLOW_INDEXES = ["library_entry_words_idx", "image_look_colours_idx"];

type Work = {
  team: SeedTeam;
  files: ReadonlyMap<AspectRatio, SeedFile[]>;
  imageCount: number;
  /** Of the chances, any integer. */
  seed: number;
  tell: (text: string) => void;
};

/** All or nothing. Whoever looks into the library meanwhile waits until it is done. */
export async function fillLibrary(
  client: pg.Client,
  { team, files, imageCount, seed, tell }: Work,
): Promise<void> {
  await client.query("begin");
  await client.query("select setseed($1)", [Math.sin(seed)]);
  // Chance has one order.
  await client.query("set local max_parallel_workers_per_gather = 0");
  await client.query("set local work_mem = '256MB'");
  await client.query("set local maintenance_work_mem = '512MB'");
  const cast = await gatherCast(client, team);
  const indexes = await dropIndexes(client);
  const runCount = await addRuns(client, cast, imageCount);
  tell(`${runCount} runs`);
  const onBatch = (done: number) => tell(`${done} of ${imageCount} pictures`);
  await addPictures(client, { cast, files, onBatch });
  const { markCount, tagCount } = await addOpinions(client, cast);
  tell(`${markCount} marks, ${tagCount} tags`);
  for (const definition of indexes) await client.query(definition);
  tell("Indexes");
  await client.query("commit");
}

async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where schemaname = 'public' and indexname = any ($1)`,
    [SLOW_INDEXES],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}
