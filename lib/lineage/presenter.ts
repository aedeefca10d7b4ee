import { readingsOf } from "@/lib/generation/policy/readings";
import type { Lineage, LineageStep } from "@/lib/lineage/schema";
import type { LineageRecord, LineageStepRecord } from "@/lib/ports/lineage-repository";

/** Names every field that leaves the server. */
export const presentLineage = ({ upload, chain, children }: LineageRecord): Lineage => ({
  upload: upload && {
    referenceImageId: upload.referenceImageId,
    name: upload.name,
    thumbhash: Buffer.from(upload.thumbhash).toString("base64"),
  },
  chain: chain.map((step, index) =>
    // The next of the chain is no branch; those of the last are the children.
    presentStep(step, index < chain.length - 1 ? step.continuedCount - 1 : 0),
  ),
  children: children.map((step) => presentStep(step, step.continuedCount)),
});

function presentStep(step: LineageStepRecord, branchCount: number): LineageStep {
  return {
    imageId: step.imageId,
    generationId: step.generationId,
    variantId: step.variantId,
    code: step.code,
    verb: step.verb,
    isUpload: step.isUpload,
    instruction: instructionOf(step),
    thumbhash: step.thumbhash && Buffer.from(step.thumbhash).toString("base64"),
    parentSlot: step.parentSlot,
    branchCount,
    references: step.references.map(({ slot, referenceImageId, name, role, isEnabled }) => ({
      slot,
      referenceImageId,
      name,
      role,
      isEnabled,
    })),
  };
}

const instructionOf = ({ promptAsTyped: prompt, variables, expansion }: LineageStepRecord) =>
  readingsOf({ prompt, variables })[expansion - 1] ?? prompt;
