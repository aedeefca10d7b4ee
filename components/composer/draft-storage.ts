import type { KnownDraft } from "@/components/composer/composer-state";
import type { Viewer } from "@/lib/account/schema";
import { putDraft } from "@/lib/draft/queries";
import type { Draft } from "@/lib/draft/schema";

/** After the last change. */
const SAVE_AFTER_MS = 500;

type Owner = Pick<Viewer, "user" | "team">;

const keyOf = ({ user, team }: Owner) => `maquette.draft.${user.id}.${team.id}`;

/** What lies in this browser from after `changedAt`; null when there is nothing, or it keeps nothing. */
export async function readNewerDraft(owner: Owner, changedAt: number): Promise<KnownDraft | null> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(owner)) ?? "null");
    if (!isAfter(kept, changedAt)) return null;
    const { localDraftSchema } = await import("@/components/composer/local-draft");
    return localDraftSchema.parse(kept);
  } catch {
    return null;
  }
}

/** Mostly the server has everything: then nothing has to be parsed. */
const isAfter = (kept: unknown, changedAt: number) =>
  ((kept as { draft?: { changedAt?: number } } | null)?.draft?.changedAt ?? 0) > changedAt;

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
