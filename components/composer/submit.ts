import { askedFor } from "@/components/composer/asked";
import type { ComposerState } from "@/components/composer/composer-state";
import type { ComposerStore } from "@/components/composer/composer-store";
import type { Way } from "@/components/composer/generate-block";
import type { Press } from "@/components/composer/press";
import type { Refusal } from "@/components/composer/refusal";
import { sendPress } from "@/components/composer/send-press";
import { markMissing } from "@/components/reference-image/slots";
import type { GenerationView } from "@/lib/generation/schema";
import { stageImageAction } from "@/lib/reference-image/actions";
import type { Result } from "@/lib/shared/result";

type Submission = {
  state: ComposerState;
  way: Way;
  projectId: string;
  goesFirst: boolean;
  press: { current: Press | null };
};

/** Sends the composer as it was at the press; what the server misses is marked in the tray. */
export async function submit(
  store: ComposerStore,
  { state, way, projectId, goesFirst, press }: Submission,
): Promise<Result<GenerationView[], Refusal>> {
  const asked = await askedFor(state, way, stageImageAction);
  if (!asked.ok) return asked;
  const answer = await sendPress(press, { projectId, goesFirst, ...asked.value });
  if (!answer.ok && answer.error.code === "references_missing") {
    const { slots } = answer.error;
    const ids = asked.value.references
      .filter((_, index) => slots.includes(index + 1))
      .map(({ referenceImageId }) => referenceImageId);
    store.set((now) => ({ ...now, slots: markMissing(now.slots, ids) }));
  }
  return answer;
}
