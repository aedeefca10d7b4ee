import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askedFor } from "@/components/composer/asked";
import { emptyState } from "@/components/composer/composer-state";
import { recalled } from "@/components/composer/recall";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { MODELS, type ModelRow } from "@/lib/generation/models";
import { requestFrom } from "@/lib/generation/policy/requests";
import { presentGeneration } from "@/lib/generation/presenter";
import { REFERENCE_ROLES, VERBS } from "@/lib/generation/schema/inputs";
import { type GenerationRequest, generationRequestSchema } from "@/lib/generation/schema/preview";
import { createGenerations } from "@/lib/generation/service/create";
import { previewGeneration } from "@/lib/generation/service/preview";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { CreateTask } from "@/lib/ports/gateway";
import { stageImage } from "@/lib/reference-image/service";

type Studio = Awaited<ReturnType<typeof createTestStudio>>;
type Made = { s: Studio; imageId: string; stagedId: string; pictures: string[] };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let made: Made;
beforeAll(async () => {
  database = await createTestDatabase();
  made = await openStudio();
});
afterAll(() => database.drop());

/** A team with a picture to go on from and four reference images. */
async function openStudio(): Promise<Made> {
  const s = await createTestStudio(database);
  s.gateway.answerLookups((taskId) => ({
    found: true,
    taskId,
    state: { status: "completed", resultUrls: ["https://files.example/1.png"], expiresAt: null },
  }));
  const { id } = await s.created();
  await s.runFor(60_000);
  const imageId = (await s.variant(id)).image?.id ?? "";
  const staged = await stageImage(s.ports, s.actor, imageId);
  if (!staged.ok) throw new Error(staged.error.code);
  const pictures = await Promise.all(Array.from({ length: 4 }, () => s.addReference()));
  return { s, imageId, stagedId: staged.value.id, pictures: pictures.map((each) => each.id) };
}

const NAMES = ["bottle", "stone", "lamp", "cloth"] as const;
const WORDS = ["still life", "{red|green}", "[[time]]", "\\@home", "// for the client\n", "свет"];

const askedOf = (model: ModelRow) =>
  fc.record({
    prompt: fc
      .array(fc.constantFrom(...WORDS, ...NAMES.map((name) => `@${name} `)), { maxLength: 5 })
      .map((parts) => `A picture ${parts.join(" ")}`),
    variables: fc.constantFrom({ time: "dawn" }, { time: "dawn|noon" }),
    model: fc.constant(model.id),
    aspectRatio: fc.constantFrom(...model.aspectRatios),
    resolution: fc.constantFrom(...model.resolutions),
    variantCount: fc.integer({ min: 1, max: 2 }),
    options: fc.record(
      { temperature: fc.constantFrom(0, 0.4), orientation: fc.constantFrom("portrait" as const) },
      { requiredKeys: [] },
    ),
    references: fc.shuffledSubarray([...NAMES]).chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc.record({
            name: fc.constant(name),
            role: fc.constantFrom(null, ...REFERENCE_ROLES),
            isEnabled: fc.boolean(),
          }),
        ),
      ),
    ),
  });

const arbitrary = fc.record({
  asked: fc.constantFrom(...MODELS).chain(askedOf),
  verb: fc.constantFrom(...VERBS),
});
type Given = typeof arbitrary extends fc.Arbitrary<infer T> ? T : never;

/** As the composer or the dialog of that verb would send it. */
function requestOf({ asked, verb }: Given): GenerationRequest {
  const { s, pictures, stagedId, imageId } = made;
  const request = generationRequestSchema.parse({
    ...asked,
    projectId: s.projectId,
    references: asked.references.map(({ name, ...reference }) => ({
      ...reference,
      name,
      referenceImageId: pictures[NAMES.indexOf(name)],
    })),
  });
  if (verb === "fresh") return request;
  const markedId = verb === "region" ? (pictures[3] ?? null) : null;
  const base = { imageId, referenceImageId: stagedId, verb, marks: [], markedId };
  return { ...request, ...requestFrom(request, base) };
}

const withoutId = ({ clientBusinessId: _, ...task }: Partial<CreateTask>) => task;

test("bug 1: what a recipe would send again is what was sent, word for word", async () => {
  const { s } = made;
  let pressCount = 0;
  await fc.assert(
    fc.asyncProperty(arbitrary, fc.nat(), async (given, pick) => {
      const request = requestOf(given);
      const input = { ...request, requestId: s.ports.clock.newId() };
      const created = await createGenerations(s.ports, s.actor, input);
      // What cannot be sent has nothing to be recalled.
      fc.pre(created.ok);
      if (!created.ok) return;
      pressCount += 1;
      const before = s.gateway.ledger.length;
      await s.runFor(60_000);
      const sent = s.gateway.ledger.slice(before).map(({ taskId: _, ...task }) => withoutId(task));

      const generation = created.value[pick % created.value.length];
      if (!generation) throw new Error("Nothing was made");
      const state = recalled(emptyState(MODELS), presentGeneration(generation));
      const asked = await askedFor(state, state.staged ? "staged" : "fresh", ({ imageId }) =>
        stageImage(s.ports, s.actor, imageId),
      );
      if (!asked.ok) throw new Error(asked.error.code);
      const again = await previewGeneration(s.ports, s.actor, { ...request, ...asked.value });
      if (!again.ok) throw new Error(again.error.code);
      const shown = again.value.calls.flatMap(({ call }) =>
        Array.from({ length: request.variantCount }, () => withoutId(call.body)),
      );
      expect(new Set(shown.map((task) => JSON.stringify(task)))).toEqual(
        new Set(sent.map((task) => JSON.stringify(task))),
      );
      expect(shown).toHaveLength(sent.length);
    }),
    { numRuns: 20 },
  );
  expect(pressCount).toBeGreaterThanOrEqual(20);
}, 300_000);
