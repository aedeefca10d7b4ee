import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createTaskBody } from "@/lib/adapters/toapis/task-body";
import {
  addModelSchema,
  MODEL_PRICE_MICRO_USD_MAX,
  type ModelFacts,
} from "@/lib/custom-model/schema";
import { addModel, changeModel, listModels, removeModel } from "@/lib/custom-model/service";
import { MODELS } from "@/lib/generation/models";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { Actor, Role } from "@/lib/shared/actor";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const MODEL_ID = "gemini-4-pro-image";
const facts: ModelFacts = {
  label: "Gemini 4 Pro Image",
  aspectRatios: ["1:1", "3:2"],
  resolutions: ["1K", "2K"],
  defaultResolution: "2K",
  resolutionPlaces: ["top_level"],
  referenceImageCountMax: 2,
  promptLengthMax: null,
  optionFields: ["temperature"],
  priceMicroUsd: 70_000,
  note: "The next one, on trial.",
};

const studio = (role: Role = "admin") => createTestStudio(database, { role });
type Studio = Awaited<ReturnType<typeof studio>>;
const ownOf = async ({ ports }: Studio, actor: Actor) =>
  (await listModels(ports, actor)).filter(({ own }) => own);
const withRole = (actor: Actor, role: Role): Actor => ({ ...actor, role });

async function added(s: Studio) {
  const answer = await addModel(s.ports, s.actor, { modelId: MODEL_ID, facts });
  const row = answer.ok ? answer.value.find(({ id }) => id === MODEL_ID) : undefined;
  if (!row?.own) throw new Error("not added");
  return { row, rowId: row.own.rowId };
}

describe("A model of the team's own", () => {
  test.each(["owner", "admin"] as const)("is added by one with the role of %s", async (role) => {
    const s = await studio(role);
    const { row } = await added(s);
    expect(row).toMatchObject({
      label: "Gemini 4 Pro Image",
      aspectRatios: ["1:1", "3:2"],
      price: { perImage: { "1K": 70_000, "2K": 70_000 }, kind: "entered", source: "Designer" },
      own: { note: "The next one, on trial." },
    });
    expect((await listModels(s.ports, s.actor)).slice(0, MODELS.length)).toEqual(MODELS);
  });

  test.each(["designer", "reviewer"] as const)(
    "is seen and neither added, changed nor removed by one with the role of %s",
    async (role) => {
      const s = await studio();
      const { rowId } = await added(s);
      const actor = withRole(s.actor, role);
      const refused = { ok: false, error: { code: "not_allowed" } };
      expect(await addModel(s.ports, actor, { modelId: "another", facts })).toEqual(refused);
      expect(await changeModel(s.ports, actor, { rowId, facts })).toEqual(refused);
      expect(await removeModel(s.ports, actor, rowId)).toEqual(refused);
      expect((await ownOf(s, actor)).map(({ id }) => id)).toEqual([MODEL_ID]);
    },
  );

  test("is changed, under the id that it has", async () => {
    const s = await studio();
    const { rowId } = await added(s);
    const changed = { ...facts, label: "Gemini 4", priceMicroUsd: 80_000 };
    expect(await changeModel(s.ports, s.actor, { rowId, facts: changed })).toMatchObject({
      ok: true,
    });
    expect(await ownOf(s, s.actor)).toMatchObject([
      { id: MODEL_ID, label: "Gemini 4", price: { perImage: { "2K": 80_000 } } },
    ]);
  });

  test("does not exist for another team", async () => {
    const [one, other] = [await studio(), await studio()];
    const { rowId } = await added(one);
    const missing = { ok: false, error: { code: "not_found" } };
    expect(await changeModel(other.ports, other.actor, { rowId, facts })).toEqual(missing);
    expect(await removeModel(other.ports, other.actor, rowId)).toEqual(missing);
    expect(await ownOf(other, other.actor)).toEqual([]);
    expect(await other.create({ model: MODEL_ID, resolution: "2K" })).toEqual({
      ok: false,
      error: { code: "model_unavailable" },
    });
    await added(other);
    expect(await ownOf(one, one.actor)).toHaveLength(1);
  });

  test("has an id that no other model has", async () => {
    const s = await studio();
    const taken = { ok: false, error: { code: "id_taken" } };
    for (const { id } of MODELS) {
      expect(await addModel(s.ports, s.actor, { modelId: id, facts })).toEqual(taken);
    }
    const both = await Promise.all([
      addModel(s.ports, s.actor, { modelId: MODEL_ID, facts }),
      addModel(s.ports, s.actor, { modelId: MODEL_ID, facts }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual(taken);
  });

  test("comes back when it is added once more", async () => {
    const s = await studio();
    const { rowId } = await added(s);
    expect(await removeModel(s.ports, s.actor, rowId)).toMatchObject({ ok: true });
    expect(await ownOf(s, s.actor)).toEqual([]);
    expect(await removeModel(s.ports, s.actor, rowId)).toMatchObject({ ok: false });
    expect((await added(s)).rowId).toBe(rowId);
  });
});

test.each<[string, object]>([
  ["no price", { priceMicroUsd: 0 }],
  ["a price below zero", { priceMicroUsd: -1 }],
  ["a price in parts of a micro-dollar", { priceMicroUsd: 0.5 }],
  ["a price that is no number", { priceMicroUsd: Number.NaN }],
  ["a slip of the comma", { priceMicroUsd: MODEL_PRICE_MICRO_USD_MAX + 1 }],
  ["no shape", { aspectRatios: [] }],
  ["a shape twice", { aspectRatios: ["1:1", "1:1"] }],
  ["a resolution that it does not make first", { defaultResolution: "4K" }],
  ["more references than a request holds", { referenceImageCountMax: 15 }],
  ["a control that the gateway does not know", { optionFields: ["seed"] }],
  ["no name", { label: " " }],
])("A model with %s is refused at the door", (_, wrong) => {
  const good = { modelId: MODEL_ID, facts };
  expect(addModelSchema.safeParse(good).success).toBe(true);
  const bad = { modelId: MODEL_ID, facts: { ...facts, ...wrong } };
  expect(addModelSchema.safeParse(bad).success).toBe(false);
});

test.each(["", " ", "a b", "a\nb", "ж", "/v1", "x".repeat(101)])(
  "%j is no id of a model",
  (modelId) => {
    expect(addModelSchema.safeParse({ modelId, facts }).success).toBe(false);
  },
);

describe("A picture of such a model", () => {
  const asked = { model: MODEL_ID, aspectRatio: "3:2", resolution: "2K" };
  const [pro] = MODELS;
  const bodies = (s: Studio) => s.gateway.ledger.map(createTaskBody);

  test("costs what the row says and is sent as it says", async () => {
    const s = await studio();
    await added(s);
    const options = { temperature: 0.4, topP: 0.5 };
    const made = await s.created({ ...asked, options });
    expect(made).toMatchObject({ priceMicroUsd: 70_000, options: { temperature: 0.4 } });
    await s.runFor(1);
    expect(bodies(s)).toMatchObject([
      { model: MODEL_ID, size: "3:2", resolution: "2K", metadata: { temperature: 0.4 } },
    ]);
  });

  test.each([
    ["a shape", { aspectRatio: "16:9" }, { code: "illegal_settings", field: "aspectRatio" }],
    ["a resolution", { resolution: "4K" }, { code: "illegal_settings", field: "resolution" }],
  ])("is refused with %s that the row does not have", async (_, change, error) => {
    const s = await studio();
    await added(s);
    expect(await s.create({ ...asked, ...change })).toEqual({ ok: false, error });
  });

  test("is refused with more references than the row takes", async () => {
    const s = await studio();
    await added(s);
    const images = [await s.addReference(), await s.addReference(), await s.addReference()];
    const references = images.map(({ id }) => ({ referenceImageId: id, name: id }));
    expect(await s.create({ ...asked, references })).toEqual({
      ok: false,
      error: { code: "too_many_references", max: 2 },
    });
  });

  test("still goes out when the row is removed after the press, and nothing new is asked of it", async () => {
    const s = await studio();
    const { rowId } = await added(s);
    const made = await s.created(asked);
    await removeModel(s.ports, s.actor, rowId);
    await s.runFor(1);
    expect(bodies(s)).toMatchObject([{ model: MODEL_ID, resolution: "2K" }]);
    expect(await s.ports.generations.findInTeam(s.actor, made.id)).toMatchObject({
      model: MODEL_ID,
      aspectRatio: "3:2",
    });
    expect(await s.create(asked)).toEqual({ ok: false, error: { code: "model_unavailable" } });
  });

  test("keeps to the table where the table has the id", async () => {
    const s = await studio();
    const made = await s.created({ model: pro.id });
    expect(made.priceMicroUsd).toBe(pro.price.perImage["4K"]);
  });
});
