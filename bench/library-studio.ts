import pg from "pg";
import { type BenchStudio, startStudio } from "@/bench/studio";
import { findTeam } from "@/prisma/seed/cast";
import { paintFiles } from "@/prisma/seed/files";
import { fillLibrary } from "@/prisma/seed/fill";

let opened: Promise<BenchStudio> | undefined;
let filledCount = 0;

/** A studio of its own whose library has at least so many pictures. It is filled up as the benchmarks ask for more. */
export async function libraryStudio(imageCount: number): Promise<BenchStudio> {
  opened ??= startStudio({ MAQUETTE_SANDBOX_SPEED: "1000" });
  const studio = await opened;
  if (filledCount < imageCount) await fillUp(studio, imageCount - filledCount);
  filledCount = Math.max(filledCount, imageCount);
  return studio;
}

export const stopLibraryStudio = async () => (await opened)?.stop();

async function fillUp({ databaseUrl, ports }: BenchStudio, imageCount: number) {
  // A seed belongs to a gateway's key, and a studio has one from its first press on.
  await ports.connections.current();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const team = await findTeam(client);
  if (!team) throw new Error("The studio has no team");
  const files = await paintFiles(ports);
  const tell = () => undefined;
  await fillLibrary(client, { team, files, imageCount, seed: filledCount + 1, tell });
  await client.query("vacuum analyze");
  await client.end();
}
