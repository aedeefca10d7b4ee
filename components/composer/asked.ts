import { type ComposerState, draftOf } from "@/components/composer/composer-state";
import type { Way } from "@/components/composer/generate-block";
import type { Refusal } from "@/components/composer/refusal";
import { type Asked, requestFrom } from "@/lib/generation/policy/requests";
import { err, ok, type Result } from "@/lib/shared/result";

/** Makes one of our pictures a reference image, once: a repeat answers with the same one. */
type Stage = (picture: { imageId: string }) => Promise<Result<{ id: string }, Refusal>>;

/** What a press asks for, and what a look before it shows. */
export async function askedFor(
  state: ComposerState,
  way: Way,
  stage: Stage,
): Promise<Result<Asked, Refusal>> {
  const { changedAt: _, isRatioLocked: __, staged, ...draft } = draftOf(state);
  const fresh: Asked = { ...draft, verb: "fresh", parent: null, marks: [] };
  if (way === "fresh" || !staged) return ok(fresh);
  const base = await stage({ imageId: staged.imageId });
  if (base.ok) return ok(requestFrom(fresh, { ...staged, referenceImageId: base.value.id }));
  return err(base.error.code === "not_found" ? { code: "parent_missing" } : base.error);
}
