import { useRef, useState } from "react";
import type { ComposerStore } from "@/components/composer/composer-store";
import { generateBlock, type Way } from "@/components/composer/generate-block";
import { type Press, pressFor } from "@/components/composer/press";
import type { Prices } from "@/components/composer/prices";
import type { Refusal } from "@/components/composer/refusal";
import { markMissing } from "@/components/reference-image/slots";
import { later } from "@/components/ui/on-demand";
import { createGenerationAction } from "@/lib/generation/actions";
import type { Asked } from "@/lib/generation/policy/requests";
import type { GenerationView } from "@/lib/generation/schema";
import { stageImageAction } from "@/lib/reference-image/actions";
import { err, ok, type Result } from "@/lib/shared/result";

const parts = later(() => Promise.all([import("@/components/composer/asked"), import("ulid")]));

/** After these nobody knows whether the press was recorded. */
const UNANSWERED: ReadonlySet<Refusal["code"]> = new Set(["internal", "network"]);

type Refused = { refusal: Refusal; way: Way; changedAt: number };

/** Sends what is in the composer and leaves it there. */
export function useSubmit(store: ComposerStore, projectId: string, prices: Prices) {
  const [isSending, setIsSending] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const press = useRef<Press | null>(null);
  const isBusy = useRef(false);

  /** A repeat of what nobody answered goes out under the same id. */
  async function send(
    asked: Asked,
    newId: () => string,
  ): Promise<Result<GenerationView[], Refusal>> {
    const request = { projectId, ...asked };
    press.current = pressFor(press.current, JSON.stringify(request), newId);
    const { requestId } = press.current;
    const answer = await createGenerationAction({ ...request, requestId });
    if (answer.ok || !UNANSWERED.has(answer.error.code)) press.current = null;
    if (answer.ok) return ok(answer.value.generations);
    if (answer.error.code === "references_missing") {
      const { slots } = answer.error;
      const ids = asked.references
        .filter((_, index) => slots.includes(index + 1))
        .map(({ referenceImageId }) => referenceImageId);
      store.set((state) => ({ ...state, slots: markMissing(state.slots, ids) }));
    }
    return answer;
  }

  /** A second press while the first is on its way does nothing. */
  async function generate(way: Way, onCreated: (generations: readonly GenerationView[]) => void) {
    const state = store.get();
    if (isBusy.current || generateBlock(state, prices, way)) return;
    isBusy.current = true;
    setIsSending(true);
    setRefused(null);
    // The network can fail below an action, and then it throws.
    const answer = await parts()
      .then(async ([{ askedFor }, { ulid }]) => {
        const asked = await askedFor(state, way, stageImageAction);
        return asked.ok ? send(asked.value, ulid) : asked;
      })
      .catch(() => err<Refusal>({ code: "network" }));
    isBusy.current = false;
    setIsSending(false);
    if (answer.ok) onCreated(answer.value);
    else setRefused({ refusal: answer.error, way, changedAt: state.changedAt });
  }

  return { generate, isSending, refused };
}
