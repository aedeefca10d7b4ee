import { keyOf, TOKEN, toReferenceName } from "@/lib/generation/policy/prompt";
import { literal } from "@/lib/generation/policy/readings";
import { markedCopyOf } from "@/lib/generation/policy/requests";
import type { CreateGeneration } from "@/lib/generation/schema";
import { REFERENCE_IMAGE_COUNT_MAX } from "@/lib/generation/schema/facts";
import type { LineageReference, LineageStep } from "@/lib/lineage/schema";

type Change = Pick<LineageStep, "references" | "parentSlot" | "verb"> & {
  /** As the person left it. */
  text: string;
};

type RebaseInput = {
  /** `referenceImageId` is the root's picture as an input. */
  root: { imageId: string; code: string; referenceImageId: string };
  /** What is ticked, first to last. */
  changes: readonly Change[];
  settings: Pick<CreateGeneration, "model" | "aspectRatio" | "resolution" | "options">;
};

export type RebaseRequest = Omit<CreateGeneration, "requestId" | "projectId">;

type Input = CreateGeneration["references"][number];

/**
 * A chain of edits as one generation from its root: the root's picture first, the changes as a list. A copy with
 * marks stays behind: it shows a picture that is not sent.
 */
export function rebaseRequest({ root, changes, settings }: RebaseInput): RebaseRequest {
  const rootInput: Input = {
    referenceImageId: root.referenceImageId,
    name: toReferenceName(root.code, []),
    role: null,
    isEnabled: true,
  };
  const inputs = [rootInput];
  const texts = changes.map((change) => {
    const marked = markedCopyOf(change);
    const isOfParent = (each: LineageReference) =>
      each.slot === change.parentSlot || each === marked;
    const names = new Map(
      change.references.map((reference) => [
        keyOf(reference.name),
        isOfParent(reference) ? rootInput.name : nameIn(inputs, reference),
      ]),
    );
    return literal(change.text.trim()).replace(
      TOKEN,
      (token, name: string) => `@${names.get(keyOf(name)) ?? token.slice(1)}`,
    );
  });
  const prompt = texts.map((text, index) => `${index + 1}. ${text}`).join("\n");
  return {
    prompt,
    ...settings,
    variantCount: 1,
    references: chosenOf(inputs, prompt),
    variables: {},
    verb: "rebase",
    parent: { imageId: root.imageId, slot: 1 },
    marks: [],
  };
}

/** The name under which a reference goes along; one that several steps used goes once. */
function nameIn(inputs: Input[], { referenceImageId, name, role, isEnabled }: LineageReference) {
  if (!isEnabled) return name;
  const known = inputs.find((input) => input.referenceImageId === referenceImageId);
  if (known) return known.name;
  const taken = inputs.map((input) => input.name);
  const free = toReferenceName(name, taken);
  inputs.push({ referenceImageId, name: free, role, isEnabled });
  return free;
}

/** What the text names stays; the others as far as there is room. The root is always first. */
function chosenOf([root, ...others]: Input[], prompt: string): Input[] {
  const named = new Set([...prompt.matchAll(TOKEN)].map(([, name = ""]) => keyOf(name)));
  const isNamed = ({ name }: Input) => named.has(keyOf(name));
  const room = REFERENCE_IMAGE_COUNT_MAX - 1 - others.filter(isNamed).length;
  const spare = others.filter((input) => !isNamed(input)).slice(0, Math.max(0, room));
  const kept = others.filter((input) => isNamed(input) || spare.includes(input));
  return root ? [root, ...kept] : kept;
}
