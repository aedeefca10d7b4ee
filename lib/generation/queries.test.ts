import { expect, test } from "vitest";
import { statusQuery, unsettledIds } from "@/lib/generation/queries";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

const variant = (status: VariantView["status"], thumbhash: string | null = null) =>
  ({ status, image: status === "succeeded" ? { thumbhash } : null }) as VariantView;
const generation = (id: string, ...variants: VariantView[]) => ({ id, variants }) as GenerationView;

test("only what is unfinished is asked for, and asking ends when nothing is", () => {
  const feed = [
    generation("running", variant("running"), variant("failed")),
    generation("ended", variant("succeeded", "AQ=="), variant("failed"), variant("cancelled")),
    generation("saved-without-small-copies", variant("succeeded")),
    generation("unknown", variant("unknown")),
  ];
  expect(unsettledIds(feed)).toEqual(["running", "saved-without-small-copies", "unknown"]);
  expect(statusQuery(unsettledIds(feed)).enabled).toBe(true);
  expect(statusQuery(unsettledIds(feed.slice(1, 2))).enabled).toBe(false);
});
