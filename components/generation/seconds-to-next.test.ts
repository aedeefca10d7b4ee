import { expect, test } from "vitest";
import { secondsToNext } from "@/components/generation/seconds-to-next";
import { doneVariant, generationView, variantView } from "@/components/generation/test-views";
import type { GenerationView } from "@/lib/generation/schema";

const now = Date.parse("2026-11-22T14:05:00Z");
const sent = (secondsAgo: number) =>
  ({
    status: "running",
    submittedAt: new Date(now - secondsAgo * 1_000).toISOString(),
  }) as const;

const toNext = (variants: GenerationView["variants"], typicalMs: number | null = 30_000) =>
  secondsToNext(generationView(1, { variants, typicalMs, slowAfterMs: 60_000 }), now);

test("the wait of a run is that for its next picture", () => {
  const [first, second] = [variantView(2, sent(16)), variantView(3, sent(8))];
  expect(toNext([doneVariant(1), second, first, variantView(4)])).toBe(14);
});

test("nothing is said without history, of what is not sent, let go of or over its time, and at the end", () => {
  expect(toNext([variantView(1, sent(16))], null)).toBeNull();
  expect(toNext([variantView(1)])).toBeNull();
  expect(toNext([variantView(1, { ...sent(16), isLetGo: true })])).toBeNull();
  expect(toNext([variantView(1, sent(31)), variantView(2, sent(90))])).toBeNull();
  expect(toNext([doneVariant(1, { submittedAt: sent(16).submittedAt })])).toBeNull();
});
