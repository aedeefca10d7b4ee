import { useRef, useState } from "react";
import { ulid } from "ulid";
import { draftOf } from "@/components/composer/composer-state";
import type { ComposerStore } from "@/components/composer/composer-store";
import { generateBlock } from "@/components/composer/generate-block";
import { type Press, pressFor } from "@/components/composer/press";
import type { Prices } from "@/components/composer/prices";
import type { Refusal } from "@/components/composer/refusal";
import { markMissing } from "@/components/reference-image/slots";
import { createGenerationAction } from "@/lib/generation/actions";
import type { GenerationView } from "@/lib/generation/schema";
import { err } from "@/lib/shared/result";

/** After these nobody knows whether the press was recorded. */
const UNANSWERED: ReadonlySet<Refusal["code"]> = new Set(["internal", "network"]);

function requestOf(store: ComposerStore, projectId: string) {
  const { changedAt: _, isRatioLocked: __, staged: ___, ...asked } = draftOf(store.get());
  return { projectId, ...asked };
}

/** Sends what is in the composer and leaves it there. */
export function useSubmit(store: ComposerStore, projectId: string, prices: Prices) {
  const [isSending, setIsSending] = useState(false);
  const [refused, setRefused] = useState<{ refusal: Refusal; changedAt: number } | null>(null);
  const press = useRef<Press | null>(null);
  const isBusy = useRef(false);

  async function send() {
    const request = requestOf(store, projectId);
    press.current = pressFor(press.current, JSON.stringify(request), ulid);
    const { requestId } = press.current;
    const answer = await createGenerationAction({ ...request, requestId }).catch(() =>
      err({ code: "network" }),
    );
    if (answer.ok || !UNANSWERED.has(answer.error.code)) press.current = null;
    if (!answer.ok && answer.error.code === "references_missing") {
      const { slots } = answer.error;
      const ids = request.references
        .filter((_, index) => slots.includes(index + 1))
        .map(({ referenceImageId }) => referenceImageId);
      store.set((state) => ({ ...state, slots: markMissing(state.slots, ids) }));
    }
    return answer;
  }

  /** A second press while the first is on its way does nothing. */
  async function generate(onCreated: (generations: readonly GenerationView[]) => void) {
    const { changedAt } = store.get();
    if (isBusy.current || generateBlock(store.get(), prices)) return;
    isBusy.current = true;
    setIsSending(true);
    setRefused(null);
    const answer = await send();
    isBusy.current = false;
    setIsSending(false);
    if (answer.ok) onCreated(answer.value.generations);
    else setRefused({ refusal: answer.error, changedAt });
  }

  return { generate, isSending, refused };
}
