import { useRef, useState } from "react";
import type { ComposerStore } from "@/components/composer/composer-store";
import { generateBlock, type Means, type Way } from "@/components/composer/generate-block";
import type { Press } from "@/components/composer/press";
import type { Refusal } from "@/components/composer/refusal";
import { later } from "@/components/ui/on-demand";
import type { GenerationView } from "@/lib/generation/schema";
import { err } from "@/lib/shared/result";

const submitting = later(() => import("@/components/composer/submit"));

type Base = Means & { store: ComposerStore; projectId: string };
type Refused = { refusal: Refusal; way: Way; changedAt: number };

/** Sends what is in the composer and leaves it there. */
export function useSubmit(base: Base) {
  const { store, projectId } = base;
  const [isSending, setIsSending] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const press = useRef<Press | null>(null);
  const isBusy = useRef(false);

  /** A second press while the first is on its way does nothing. */
  async function generate(
    { way, goesFirst }: { way: Way; goesFirst: boolean },
    onCreated: (generations: readonly GenerationView[]) => void,
  ) {
    const state = store.get();
    if (isBusy.current || generateBlock(state, base, way)) return;
    isBusy.current = true;
    setIsSending(true);
    setRefused(null);
    // The network can fail below an action, or before its code is here.
    const answer = await submitting()
      .then(({ submit }) => submit(store, { state, way, projectId, goesFirst, press }))
      .catch(() => err<Refusal>({ code: "network" }));
    isBusy.current = false;
    setIsSending(false);
    if (answer.ok) onCreated(answer.value);
    else setRefused({ refusal: answer.error, way, changedAt: state.changedAt });
  }

  return { generate, isSending, refused };
}
