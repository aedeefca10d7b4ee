import { useRef, useState } from "react";
import { ulid } from "ulid";
import type { Viewer } from "@/lib/account/schema";
import type { Draft, DraftView } from "@/lib/draft/schema";
import { createGenerationAction } from "@/lib/generation/actions";
import { DEFAULT_MODEL } from "@/lib/generation/models";
import { legalSettings } from "@/lib/generation/policy";
import type { GenerationView } from "@/lib/generation/schema";

type Content = Omit<Draft, "changedAt">;

const EMPTY: Content = {
  prompt: "",
  model: DEFAULT_MODEL.id,
  aspectRatio: "1:1",
  resolution: DEFAULT_MODEL.defaultResolution,
  variantCount: 4,
  references: [],
};

const SAVE_AFTER_MS = 500;

/** What a person has in the composer, kept on the server a moment after each change. */
export function useComposer(viewer: Viewer, initialDraft: DraftView | null) {
  const [content, setContent] = useState<Content>(initialDraft?.draft ?? EMPTY);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function change(changed: Partial<Content>) {
    const next = { ...content, ...changed };
    const legal = { ...next, ...legalSettings(next) };
    setContent(legal);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void saveDraft(legal), SAVE_AFTER_MS);
  }

  async function send(onCreated: (generation: GenerationView) => void) {
    setIsSending(true);
    setRefusal(null);
    try {
      const input = { ...content, requestId: ulid(), projectId: viewer.project.id };
      const created = await createGenerationAction(input);
      if (created.ok) onCreated(created.value.generation);
      else setRefusal(created.error.code);
    } catch {
      setRefusal("internal");
    } finally {
      setIsSending(false);
    }
  }

  const recall = (generation: GenerationView) =>
    change({
      prompt: generation.prompt,
      model: generation.model,
      aspectRatio: generation.aspectRatio,
      resolution: generation.resolution,
      references: generation.references.map(({ referenceImageId, name }) => ({
        referenceImageId,
        name,
      })),
    });

  return { content, change, send, recall, refusal, isSending };
}

/** A failed save is repeated by the next change; what was typed stays where it is. */
async function saveDraft({
  prompt,
  model,
  aspectRatio,
  resolution,
  variantCount,
  references,
}: Content) {
  const draft: Draft = {
    prompt,
    model,
    aspectRatio,
    resolution,
    variantCount,
    references,
    changedAt: Date.now(),
  };
  await fetch("/api/draft", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(draft),
    keepalive: true,
  }).catch(() => undefined);
}
