import type { KeyboardEvent } from "react";
import { isDone } from "@/components/generation/cells";
import type { FeedVerbs } from "@/components/generation/verbs";
import { readShortcuts } from "@/components/keyboard/keyboard-store";
import { keyOf, type PictureShortcut, shortcutAt } from "@/components/keyboard/shortcuts";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import { imageDownloadUrl } from "@/lib/image/schema";

/** A move that is null cannot be done to this picture, or not by this person. */
export type PictureMoves = Record<PictureShortcut, (() => void) | null>;

function download(imageId: string) {
  const link = document.createElement("a");
  link.href = imageDownloadUrl(imageId);
  link.download = "";
  link.click();
}

export function pictureMoves(
  generation: GenerationView,
  variant: VariantView,
  verbs: FeedVerbs,
): PictureMoves {
  const { stage, annotate, finish } = verbs;
  const { image } = variant;
  const isReady = isDone(variant);
  return {
    compare: isReady ? () => verbs.compare(generation, variant) : null,
    recipe: () => verbs.recall(generation),
    remix: () => verbs.take(generation, ["prompt", "references"]),
    goOn: isReady && stage ? () => stage(generation, variant) : null,
    annotate: isReady && annotate ? () => annotate(generation, variant) : null,
    finish: isReady && finish ? () => finish(generation, variant) : null,
    download: image ? () => download(image.id) : null,
  };
}

export const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input, textarea, select"));

/** Answers true when the key was one of a picture. */
export function pressPictureKey(event: KeyboardEvent, moves: PictureMoves): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return false;
  if (event.defaultPrevented || isField(event.target)) return false;
  const id = shortcutAt("picture", keyOf(event), readShortcuts());
  const move = id && id in moves ? moves[id as PictureShortcut] : null;
  if (!move) return false;
  event.preventDefault();
  move();
  return true;
}
