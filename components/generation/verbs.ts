import type { Decide } from "@/components/attention/doubt";
import type { RecallField, RecallPart } from "@/components/composer/recall-parts";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import type { LineageStep } from "@/lib/lineage/schema";

/** Where the fault is, so that the hand lands there after a recall. */
export type RecallFocus = "prompt" | "references" | "model";

/** What a person can do from the feed and the viewer. Each settles when it is done and never throws. */
export type FeedVerbs = {
  /** Takes everything of a past generation into the composer. */
  recall: (generation: GenerationView, focus?: RecallFocus) => void;
  /** Takes parts of it; the rest of the composer stays. */
  take: (generation: GenerationView, parts: readonly RecallPart[]) => void;
  /** Takes one field of it, without leaving what is looked at. Null for who may only look on. */
  takeField: ((generation: GenerationView, field: RecallField) => void) | null;
  /** Opens the question. Null for who may only look on. */
  finish: ((generation: GenerationView, variant: VariantView) => void) | null;
  /** Opens the drawing board. Null for who may only look on. */
  annotate: ((generation: GenerationView, variant: VariantView) => void) | null;
  open: (generation: GenerationView, variant: VariantView) => void;
  retry: (variant: VariantView) => Promise<void>;
  check: (variant: VariantView) => Promise<void>;
  /** Takes back what was not sent, stops waiting for what was. Null for who may only look on. */
  cancel: ((variant: VariantView) => Promise<void>) | null;
  /** Takes the picture as what Continue goes on from. Null for who may only look on. */
  stage: ((generation: GenerationView, variant: VariantView) => void) | null;
  /** The picture that is staged: its cell says so. */
  stagedImageId: string | null;
  /** Puts the picture into the tray. Null for who may only look on. */
  refer: ((generation: GenerationView, variant: VariantView) => void) | null;
  /** Opens the list of what was changed from the root on. Null for who may only look on. */
  rebase: ((generation: GenerationView, chain: readonly LineageStep[]) => void) | null;
  /** Chooses the picture for comparing; the second one opens the comparison. */
  compare: (generation: GenerationView, variant: VariantView) => void;
  /** The picture that is chosen and waits for another: its cell says so. */
  comparedId: string | null;
  /** Opens the comparison of the picture with the one that it starts from. */
  compareVersions: (generation: GenerationView, variant: VariantView) => void;
  /** All finished pictures of a generation at once. */
  compareAll: (generation: GenerationView) => void;
  /** Opens the question. Null for who may not risk money. */
  decide: Decide | null;
};
