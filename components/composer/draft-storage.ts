import { z } from "zod";
import type { KnownDraft } from "@/components/composer/composer-state";
import type { Viewer } from "@/lib/account/schema";
import { putDraft } from "@/lib/draft/queries";
import { type Draft, draftSchema } from "@/lib/draft/schema";

/** After the last change. */
const SAVE_AFTER_MS = 500;

/** The server has its limits; what lies in this browser has none. */
const localDraftSchema = z.object({
  draft: draftSchema.extend({ prompt: z.string() }),
  images: z.array(
    z.object({
      id: z.ulid(),
      thumbhash: z.string().nullable(),
      width: z.int().optional(),
      height: z.int().optional(),
    }),
  ),
});

type Owner = Pick<Viewer, "user" | "team">;

const keyOf = ({ user, team }: Owner) => `maquette.draft.${user.id}.${team.id}`;

/** Null when there is none, or when this browser keeps nothing. */
export function readLocalDraft(owner: Owner): KnownDraft | null {
  try {
    return localDraftSchema.parse(JSON.parse(localStorage.getItem(keyOf(owner)) ?? "null"));
  } catch {
    return null;
  }
}

function writeLocalDraft(owner: Owner, known: KnownDraft): void {
  try {
    localStorage.setItem(keyOf(owner), JSON.stringify(known));
  } catch {
    // Full or forbidden: the copy on the server is still made.
  }
}

/** For after a sign-out, once `flushDraft` has said that the server has everything. */
export function forgetLocalDraft(owner: Owner): void {
  try {
    localStorage.removeItem(keyOf(owner));
  } catch {
    // Forbidden: then nothing was kept either.
  }
}

export const newerDraft = <T extends KnownDraft>(a: T | null, b: T | null): T | null =>
  (b?.draft.changedAt ?? 0) > (a?.draft.changedAt ?? 0) ? b : a;

// One composer per page; whoever signs out is not inside it.
let unsaved: Draft | null = null;
let sending = Promise.resolve(true);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Keeps a change in this browser at once and on the server a moment later. */
export function keepDraft(owner: Owner, known: KnownDraft): void {
  writeLocalDraft(owner, known);
  unsaved = known.draft;
  clearTimeout(timer);
  timer = setTimeout(() => void flushDraft(), SAVE_AFTER_MS);
}

/**
 * Sends what the server does not have yet; true when it has everything. It never throws: what could not
 * be sent stays in this browser and goes out with the next change.
 */
export function flushDraft(): Promise<boolean> {
  clearTimeout(timer);
  const draft = unsaved;
  if (!draft) return sending;
  sending = putDraft(draft).then(
    () => {
      if (unsaved === draft) unsaved = null;
      return true;
    },
    () => false,
  );
  return sending;
}
