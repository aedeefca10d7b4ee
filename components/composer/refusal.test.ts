import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { type Refusal, refusalMessage } from "@/components/composer/refusal";
import { messages } from "@/lib/i18n/messages";

describe("A refusal", () => {
  const refusals: Record<Refusal["code"], Refusal> = {
    project_missing: { code: "project_missing" },
    model_unavailable: { code: "model_unavailable" },
    illegal_settings: { code: "illegal_settings", field: "resolution" },
    too_many_references: { code: "too_many_references", max: 3 },
    prompt_too_long: { code: "prompt_too_long", length: 1001, max: 1000 },
    prompt_incomplete: {
      code: "prompt_incomplete",
      missing: ["bottle"],
      emptyVariables: ["city"],
    },
    too_many_expansions: { code: "too_many_expansions", count: 60, max: 50 },
    parent_missing: { code: "parent_missing" },
    references_missing: { code: "references_missing", slots: [2] },
    request_mismatch: { code: "request_mismatch" },
    queue_full: { code: "queue_full", activeMax: 500 },
    too_often: { code: "too_often", retryAfterSeconds: 12 },
    no_price: { code: "no_price" },
    budget_exceeded: {
      code: "budget_exceeded",
      scope: "project",
      name: "Autumn KV",
      raisers: ["Marta", "Ben"],
      leftMicroUsd: 1_200_000,
      askedMicroUsd: 1_920_000,
    },
    invalid_input: { code: "invalid_input", fields: {} },
    unauthenticated: { code: "unauthenticated" },
    forbidden: { code: "forbidden" },
    not_found: { code: "not_found" },
    internal: { code: "internal" },
    network: { code: "network" },
  };

  test.each(Object.values(refusals))(
    "$code has words, and every fact that they name",
    (refusal) => {
      const { key, values } = refusalMessage(refusal, "en");
      for (const { composer } of Object.values(messages)) {
        const facts = [...composer.refusal[key].matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name);
        expect(Object.keys(values)).toEqual(expect.arrayContaining(facts));
      }
    },
  );

  test.each([
    ["unauthenticated", "sign_in"],
    ["references_missing", "remove_missing"],
    ["model_unavailable", "default_model"],
    ["network", "try_again"],
    ["too_often", "try_again"],
    ["budget_exceeded", "see_caps"],
    ["queue_full", null],
  ] as const)("%s is put right by %s", (code, cure) => {
    expect(refusalMessage(refusals[code], "en").cure).toBe(cure);
  });
});

test("A budget that is used up says which, what is left, what was asked and who can raise it", () => {
  const t = createTranslator({ locale: "en", messages: messages.en, namespace: "composer" });
  const { values } = refusalMessage(
    {
      code: "budget_exceeded",
      scope: "project",
      name: "Autumn KV",
      raisers: ["Marta", "Ben"],
      leftMicroUsd: 1_200_000,
      askedMicroUsd: 1_920_000,
    },
    "en",
  );
  expect(t("refusal.budget_exceeded", values)).toBe(
    "The cap of Autumn KV leaves $1.20 this month, and this press costs $1.92. Marta or Ben can raise it.",
  );
});
