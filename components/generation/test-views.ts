import type { GenerationView, VariantView } from "@/lib/generation/schema";
import type { ImageView } from "@/lib/image/schema";

/** Ids are ULIDs; a number is enough to tell them apart in a test. */
const idOf = (number: number) => `01JD000000000000000000${String(number).padStart(4, "0")}`;

export const imageView = (given: Partial<ImageView> = {}): ImageView => ({
  id: idOf(9000),
  mime: "image/png",
  width: 1856,
  height: 2304,
  sizeBytes: 5_100_000,
  sha256: "9f2c".repeat(16),
  thumbhash: "1QcSHQRnh493V4dIh4eXh1h4kJUI",
  looksEmpty: false,
  ...given,
});

export const variantView = (number: number, given: Partial<VariantView> = {}): VariantView => ({
  id: idOf(number),
  number,
  cell: number,
  status: "queued",
  version: 1,
  progressPercent: null,
  submittedAt: null,
  endedAt: null,
  wait: null,
  failure: null,
  attention: null,
  isLetGo: false,
  charge: null,
  gone: null,
  image: null,
  ...given,
});

export const doneVariant = (number: number, given: Partial<VariantView> = {}) =>
  variantView(number, { status: "succeeded", image: imageView(), ...given });

export const generationView = (
  number: number,
  given: Partial<GenerationView> = {},
): GenerationView => ({
  id: idOf(1000 + number),
  code: `AK-1122-${String(number).padStart(2, "0")}`,
  prompt: "Amber bottle on wet basalt",
  promptAsSent: "Amber bottle on wet basalt",
  variables: {},
  options: {},
  verb: "fresh",
  parent: null,
  depth: 0,
  marks: [],
  model: "gemini-3-pro-image-preview",
  aspectRatio: "4:5",
  resolution: "2K",
  requestedPixels: { width: 1856, height: 2304 },
  author: { id: idOf(1), name: "Lin Novak" },
  upload: null,
  createdAt: "2026-11-22T14:02:00.000Z",
  priceMicroUsd: 50_000,
  isSandbox: false,
  typicalMs: null,
  slowAfterMs: null,
  lateAfterMs: 120_000,
  references: [],
  variants: [variantView(1)],
  ...given,
});
