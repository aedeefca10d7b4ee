import { writeFile } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { type Check, fail, ok } from "@/lib/cli/doctor/check";
import type { Ports } from "@/lib/ports/ports";

const CONTENT = "The doctor was here.";

/** Writes, reads and deletes a small object. */
export async function checkStorage({
  clock,
  storage,
}: Pick<Ports, "clock" | "storage">): Promise<Check> {
  const key = `doctor/${clock.newId().toLowerCase()}`;
  const source = await storage.newSpoolPath();
  await writeFile(source, CONTENT);
  await storage.putFile(key, source);
  const sink = new PassThrough();
  await storage.send(key, { start: 0, end: CONTENT.length - 1 }, sink);
  const read = await text(sink.end());
  await storage.delete(key);
  const isGood = read === CONTENT && !(await storage.has(key));
  return isGood
    ? ok("storage", "An object can be written, read and deleted.")
    : fail(
        "storage",
        "What was written did not come back, or stayed: check the disk under DATA_DIR.",
      );
}
