import "server-only";

import { canArrange } from "@/lib/library/policy/roles";
import { type LibraryPorts, understand } from "@/lib/library/service/understand";
import type { LibraryPictureRecord } from "@/lib/ports/library-repository";
import type { Ports } from "@/lib/ports/ports";
import { type Actor, readerOf } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type StackPorts = Pick<Ports, "library">;

/** What the search finds of the stack that the picture lies in, its cover first. */
export async function listStack(
  ports: LibraryPorts,
  actor: Actor,
  { text, imageId }: { text: string; imageId: string },
): Promise<LibraryPictureRecord[]> {
  const { filter } = await understand(ports, actor, text);
  if (!filter) return [];
  return ports.library.listStack(readerOf(actor), filter, imageId);
}

/** Says for the whole team, and for good, that a picture is not like those that it lies with. */
export async function setApart(
  { library }: StackPorts,
  actor: Actor,
  imageId: string,
): Promise<Result<{ imageId: string }, { code: "not_allowed" | "not_stacked" }>> {
  if (!canArrange(actor.role)) return err({ code: "not_allowed" });
  return (await library.setApart(actor, imageId)) ? ok({ imageId }) : err({ code: "not_stacked" });
}

/** Takes `setApart` back. */
export async function putBack(
  { library }: StackPorts,
  actor: Actor,
  imageId: string,
): Promise<Result<{ imageId: string }, { code: "not_allowed" | "not_apart" }>> {
  if (!canArrange(actor.role)) return err({ code: "not_allowed" });
  return (await library.putBack(actor, imageId)) ? ok({ imageId }) : err({ code: "not_apart" });
}
