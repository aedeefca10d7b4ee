import { ulid } from "ulid";
import type { Dice } from "@/crash/dice";
import { MODELS } from "@/lib/generation/models";
import type { AspectRatio } from "@/lib/generation/schema";
import { blobKey } from "@/lib/ports/object-storage";
import { SEED_RATIOS, type SeedFile } from "./files";
import { makePrompt } from "./prompts";

/** Whose pictures they are. Codes count from `codes` on. */
export type Cast = {
  teamId: string;
  gatewayKeyId: string;
  projects: { id: string; code: string }[];
  people: string[];
};

type Row = Record<string, unknown>;
/** Rows by table, parents first. */
export type Batch = Record<"generation" | "variant" | "image" | "image_look" | "image_mark", Row[]>;

const MONTHS = 36;
const DAY_MS = 86_400_000;
/** The newer, the more: a team makes more from month to month. */
const ageMs = (dice: Dice) => (dice.between(0, 1_000) / 1_000) ** 1.4 * MONTHS * 30 * DAY_MS;

/** One press with one to four pictures. */
export function addGeneration(
  batch: Batch,
  cast: Cast,
  {
    dice,
    files,
    now,
    number,
  }: {
    dice: Dice;
    files: ReadonlyMap<AspectRatio, SeedFile[]>;
    now: number;
    number: number;
  },
): number {
  const createdAt = new Date(now - ageMs(dice) - dice.between(0, 8 * 3_600_000));
  const id = ulid(createdAt.getTime());
  const project = dice.pick(cast.projects);
  const ratio = dice.pick(SEED_RATIOS);
  const prompt = makePrompt(dice);
  const frame = { team_id: cast.teamId, author_id: dice.pick(cast.people), created_at: createdAt };
  batch.generation.push({
    ...{ id, ...frame, project_id: project.id, request_id: id, request_hash: id },
    code: `${project.code}-${createdAt.toISOString().slice(5, 10).replace("-", "")}-S${number}`,
    ...{ verb: "fresh", prompt_as_typed: prompt, prompt_as_sent: prompt.replace(/\n\/\/.*/, "") },
    model: dice.pick(MODELS.slice(0, 3)).id,
    ...{ aspect_ratio: ratio, resolution: "1K", price_micro_usd: 0, late_after_ms: 120_000 },
  });
  const count = dice.pick([1, 4, 4, 4, 4, 8]);
  for (let variant = 1; variant <= count; variant += 1)
    addPicture(
      batch,
      { frame, generationId: id, gatewayKeyId: cast.gatewayKeyId, variant },
      {
        dice,
        file: dice.pick(files.get(ratio) ?? []),
        people: cast.people,
      },
    );
  return count;
}

function addPicture(
  batch: Batch,
  {
    frame,
    generationId,
    gatewayKeyId,
    variant,
  }: {
    frame: { team_id: string; author_id: string; created_at: Date };
    generationId: string;
    gatewayKeyId: string;
    variant: number;
  },
  { dice, file, people }: { dice: Dice; file: SeedFile; people: string[] },
) {
  const endedAt = new Date(frame.created_at.getTime() + dice.between(9_000, 48_000));
  const variantId = ulid(endedAt.getTime());
  const imageId = ulid(endedAt.getTime());
  batch.variant.push({
    ...{ id: variantId, ...frame, generation_id: generationId, gateway_key_id: gatewayKeyId },
    ...{ number: variant, cell: variant, status: "succeeded", status_changed_at: endedAt },
    ...{ month: endedAt.toISOString().slice(0, 7), reserved_micro_usd: 0, spent_micro_usd: 0 },
    ...{ submitted_at: frame.created_at, ended_at: endedAt, result_urls: [] },
  });
  const { sha256, width, height, sizeBytes, thumbhash, look } = file;
  batch.image.push({
    ...{ id: imageId, team_id: frame.team_id, variant_id: variantId, sha256, mime: "image/jpeg" },
    ...{ width, height, requested_width: width, requested_height: height },
    ...{ size_bytes: sizeBytes, storage_key: blobKey(sha256), thumbhash, created_at: endedAt },
  });
  batch.image_look.push({ image_id: imageId, team_id: frame.team_id, ...look });
  if (!dice.isBelow(0.2)) return;
  const verdict = dice.pick(["pick", "reject", "reject", null]);
  batch.image_mark.push({
    ...{ image_id: imageId, person_id: dice.pick(people), team_id: frame.team_id, verdict },
    ...{ stars: verdict === "reject" ? 0 : dice.between(0, 5), at: endedAt },
  });
}
