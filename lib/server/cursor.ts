import "server-only";

import { z } from "zod";
import { problem } from "@/lib/server/define-route";
import { askedInstantSchema } from "@/lib/shared/instants";

/** Where a list goes on, as the list before it said: the moment and the id of its last row. Absent at its beginning. */
const cursorSchema = z
  .string()
  .max(200)
  .transform((text) => Buffer.from(text, "base64url").toString().split("|"))
  .pipe(z.tuple([askedInstantSchema, z.ulid()]))
  .transform(([at, id]) => ({ at: new Date(at), id }))
  .optional();

/** Null when it is none of ours. */
export function readCursor(
  text: string | undefined,
): { after: { at: Date; id: string } | null } | null {
  const read = cursorSchema.safeParse(text);
  return read.success ? { after: read.data ?? null } : null;
}

export const badCursor = () =>
  problem(400, {
    code: "bad_cursor",
    detail: "This is no place in the list. Load the list again from its beginning.",
  });
