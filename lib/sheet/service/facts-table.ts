import "server-only";

import type { Locale } from "@/lib/account/schema";
import type { PictureFacts } from "@/lib/ports/picture-facts";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { delimiterOf, presentHeads, presentRow } from "@/lib/sheet/presenter";

/** Pictures of one read. */
const CHUNK = 200;

/** Of pictures of the team that are there, in that order, some at a time. */
export async function* factsOf(
  { pictureFacts }: Pick<Ports, "pictureFacts">,
  actor: Actor,
  imageIds: readonly string[],
): AsyncGenerator<PictureFacts[]> {
  for (let from = 0; from < imageIds.length; from += CHUNK) {
    yield await pictureFacts.list(actor, imageIds.slice(from, from + CHUNK));
  }
}

/** What is known of each picture, one a row: CSV in parts. */
export async function* writeFacts(
  ports: Pick<Ports, "pictureFacts" | "tables">,
  actor: Actor,
  { imageIds, language }: { imageIds: readonly string[]; language: Locale },
): AsyncGenerator<string> {
  const { timeZone } = await ports.pictureFacts.findTeam(actor.teamId);
  async function* rows() {
    yield [presentHeads(language)];
    for await (const some of factsOf(ports, actor, imageIds)) {
      yield some.map((facts) => presentRow(facts, { language, timeZone }));
    }
  }
  yield* ports.tables.write(delimiterOf(language), rows());
}
