import { useAttempt } from "@/components/account/use-attempt";
import { flushDraft, forgetLocalDraft } from "@/components/composer/draft-storage";
import { signOutAction } from "@/lib/account/actions";
import type { Viewer } from "@/lib/account/schema";

/** Leaves the draft with the server first. */
export function useSignOut(viewer: Viewer): () => void {
  const { attempt } = useAttempt();
  return () =>
    attempt(async () => {
      const isKept = await flushDraft();
      await signOutAction(undefined);
      if (isKept) forgetLocalDraft(viewer);
      // A full load: nothing of the page behind the door is kept.
      window.location.assign("/sign-in");
    });
}
