import { flushDraft, forgetLocalDraft } from "@/components/composer/draft-storage";
import { signOutAction } from "@/lib/account/actions";
import type { Viewer } from "@/lib/account/schema";
import { useAttempt } from "./use-attempt";

/** Leaves with everything that was typed kept on the server. */
export function useSignOut(viewer: Viewer) {
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
