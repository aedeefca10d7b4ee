import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_MODEL, MODELS } from "@/lib/generation/models";
import { UPLOAD_FRESH_MS } from "@/lib/generation/policy";
import { type Base, finishRequest, requestFrom } from "@/lib/generation/policy/requests";
import { presentGeneration, presentPreview } from "@/lib/generation/presenter";
import type { GenerationOptions } from "@/lib/generation/schema/inputs";
import { type GenerationRequest, generationRequestSchema } from "@/lib/generation/schema/preview";
import { createGenerations } from "@/lib/generation/service/create";
import { previewGeneration } from "@/lib/generation/service/preview";
import { findGeneration } from "@/lib/generation/service/read";
import {
  addPictures,
  type Bench,
  type FaultStudio,
} from "@/lib/generation/service/test-fault-play";
import { openFaultBench } from "@/lib/generation/service/test-fault-studio";
import { setBudget } from "@/lib/money/service/ledger";
import { setPrice } from "@/lib/money/service/prices";
import { stageImage } from "@/lib/reference-image/service";
import { type Role, readerOf } from "@/lib/shared/actor";

// What is shown beforehand against what came in at the gateway, over HTTP.

/** Tasks that plainly fail: nothing has to be painted. */
const FAILING = "P00";

const EVERY_OPTION: GenerationOptions = {
  orientation: "landscape",
  temperature: 0.4,
  topP: 0.9,
  maxOutputTokens: 4_096,
  personGeneration: "ALLOW_ADULT",
  imageOutputOptions: { mimeType: "image/jpeg", compressionQuality: 90 },
  thinkingConfig: { thinkingLevel: "LOW" },
  safetySettings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "OFF" }],
  google_search: true,
  google_image_search: false,
};

type Pictures = { referenceImageId: string }[];
type Scene = { s: FaultStudio; pictures: Pictures; base: Base; base4k: GenerationRequest };

let bench: Bench;
let scene: Scene;
beforeAll(async () => {
  bench = await openFaultBench();
  scene = await openScene();
  scene.s.useKey(`sk-sandbox-${FAILING}`);
}, 120_000);
afterAll(() => bench.close());

/** A team with four reference images and one picture of its own. */
async function openScene(): Promise<Scene> {
  const s = await bench.studio("F01");
  const pressed = await s.press();
  await s.runUntil(pressed);
  const made = await findGeneration(s.ports, s.actor, pressed.id);
  const imageId = made?.variants[0]?.image?.id;
  if (!made || !imageId) throw new Error("No picture");
  const staged = await stageImage(s.ports, s.actor, imageId);
  if (!staged.ok) throw new Error(staged.error.code);
  const referenceImageId = staged.value.id;
  const finish = finishRequest(presentGeneration(made), { imageId, referenceImageId }, MODELS);
  if (!finish) throw new Error("No model has 4K");
  return {
    s,
    pictures: await addPictures(s, 4),
    base: { imageId, referenceImageId, verb: "continue", marks: [], markedId: null },
    base4k: { ...finish, projectId: s.projectId },
  };
}

const request = (change: object = {}): GenerationRequest =>
  generationRequestSchema.parse({
    projectId: scene.s.projectId,
    prompt: "An amber bottle on wet stone",
    model: "gemini-3.1-flash-image-preview",
    aspectRatio: "1:1",
    resolution: "0.5K",
    variantCount: 1,
    references: [],
    ...change,
  });

/** Slots of the tray: names, and what differs from a plain one. */
const tray = (...slots: [name: string, change?: object][]) =>
  slots.map(([name, change], index) => ({ ...scene.pictures[index], name, ...change }));

const goingOn = (change: Partial<Base>, asked: object = {}): GenerationRequest => ({
  ...request(),
  ...requestFrom(request(asked), { ...scene.base, ...change }),
});

type Body = Record<string, unknown> & { image_urls?: string[] };

async function bodiesOf(looked: GenerationRequest): Promise<Body[]> {
  const { s } = scene;
  const previewed = await previewGeneration(s.ports, s.actor, looked);
  if (!previewed.ok) throw new Error(previewed.error.code);
  return previewed.value.calls.map(({ call }) => call.body);
}

async function createCalls(): Promise<{ method: string; path: string; body: Body }[]> {
  const { requests } = (await scene.s.gateway.call("/__sandbox/requests")).body;
  return requests.filter(({ body }: { body?: Body }) => body !== undefined);
}

/** Presses, and waits for everything that came in at the gateway. */
async function send(asked: GenerationRequest) {
  const { s } = scene;
  const before = (await createCalls()).length;
  const input = { ...asked, requestId: s.ports.clock.newId() };
  const created = await createGenerations(s.ports, s.actor, input);
  if (!created.ok) throw new Error(created.error.code);
  const isSent = ({ status }: { status: string }) => status !== "queued" && status !== "submitting";
  for (const generation of created.value) await s.runUntil(generation, isSent);
  return (await createCalls()).slice(before);
}

const ID = { client_business_id: expect.stringMatching(/^<.*>$/) };
const sorted = (bodies: Body[]) => bodies.map((body) => JSON.stringify(body)).sort();

const ROWS: [sentence: string, asked: () => GenerationRequest][] = [
  ["a text alone", () => request()],
  ["three variants", () => request({ variantCount: 3 })],
  [
    "notes, escapes and other scripts",
    () => request({ prompt: 'Он сказал \\@дом "да" \\[[x]] 🙂\n// клиенту\n  //second\nи ушёл' }),
  ],
  [
    "references with jobs, named out of order",
    () =>
      request({
        prompt: "Put @bottle on @Stone, light as @LAMP, @bottle again",
        references: tray(["stone"], ["bottle", { role: "product" }], ["lamp", { role: "style" }]),
      }),
  ],
  [
    "references of which one is switched off",
    () =>
      request({
        prompt: "@cloth behind @bottle",
        references: tray(["bottle"], ["pose", { isEnabled: false }], ["cloth"], ["extra"]),
      }),
  ],
  [
    "alternatives and values",
    () =>
      request({
        prompt: "A {red|green} boat at [[time]]",
        variables: { time: "dawn|noon\ndusk" },
      }),
  ],
  ["going on from a picture", () => goingOn({}, { prompt: "@cup too", references: tray(["cup"]) })],
  [
    "an edit as marked",
    () => goingOn({ verb: "region", markedId: scene.pictures[3]?.referenceImageId ?? null }),
  ],
  [
    "a rebase with the picture in the tray already",
    () =>
      goingOn(
        { verb: "rebase" },
        { references: [{ referenceImageId: scene.base.referenceImageId, name: "same" }] },
      ),
  ],
  ["a finish at 4K", () => scene.base4k],
  ...MODELS.map(({ id, aspectRatios, resolutions, label }): (typeof ROWS)[number] => [
    `${label} with every option there is`,
    () =>
      request({
        model: id,
        aspectRatio: aspectRatios.at(-1),
        resolution: resolutions[0],
        options: EVERY_OPTION,
        references: tray(["one"], ["two"]),
      }),
  ]),
];

test.each(ROWS)("what is shown is what the gateway gets: %s", async (_, asked) => {
  const looked = asked();
  const before = await bodiesOf(looked);
  const calls = await send(looked);
  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(
    before.flatMap(() => Array(looked.variantCount).fill("POST /v1/images/generations")),
  );
  const sent = calls.map(({ body }) => ({ ...body, ...ID }));
  // Now every picture is on the gateway: but for the id the two are the same, letter by letter.
  const after = await bodiesOf(looked);
  expect(sorted(sent.map((body) => ({ ...body, client_business_id: "" })))).toEqual(
    sorted(
      after.flatMap((body) =>
        Array<Body>(looked.variantCount).fill({ ...body, client_business_id: "" }),
      ),
    ),
  );
  // And before, a picture that had to be uploaded stood there by its number.
  for (const [index, body] of before.entries()) {
    const urls = after[index]?.image_urls;
    expect(body).toEqual({
      ...after[index],
      ...ID,
      ...(urls && {
        image_urls: urls.map((url, at) =>
          body.image_urls?.[at] === url ? url : expect.stringMatching(`^<image ${at + 1}: `),
        ),
      }),
    });
  }
});

test("the addresses stand in the order of the pictures", async () => {
  const looked = request({ prompt: "In this order", references: tray(["a"], ["b"], ["c"], ["d"]) });
  await send({ ...looked, references: [...looked.references].reverse() });
  const images = await scene.s.ports.referenceImages.findManyInTeam(
    readerOf(scene.s.actor),
    scene.pictures.map(({ referenceImageId }) => referenceImageId),
  );
  const task = (await scene.s.gateway.ledger())[`sk-sandbox-${FAILING}`].at(-1);
  const shaOf = new Map(
    task.references.map(({ url, sha256 }: { url: string; sha256: string }) => [url, sha256]),
  );
  const [body] = await bodiesOf(looked);
  expect(body?.image_urls?.map((url) => shaOf.get(url))).toEqual(
    looked.references.map(
      ({ referenceImageId }) => images.find(({ id }) => id === referenceImageId)?.sha256,
    ),
  );
});

const look = async (looked: GenerationRequest, s: FaultStudio = scene.s) => {
  const previewed = await previewGeneration(s.ports, s.actor, looked);
  return previewed.ok ? presentPreview(previewed.value) : previewed.error;
};

test("what is not sent is told", async () => {
  const looked = request({
    prompt: "A cup\n// ask the client first",
    model: "gemini-3-pro-image-preview",
    resolution: "1K",
    options: { temperature: 0.4, orientation: "portrait" },
    references: tray(["cup"], ["pose", { role: "composition", isEnabled: false }]),
  });
  expect(await look(looked)).toMatchObject({
    options: { orientation: "portrait" },
    references: [{ name: "cup" }],
    notSent: {
      notes: ["ask the client first"],
      references: [{ name: "pose", role: "composition" }],
      options: { temperature: 0.4 },
    },
  });
});

test("a picture is on the gateway for as long as its address is trusted", async () => {
  const looked = request({ references: tray(["cup"]) });
  await send(looked);
  expect(await look(looked)).toMatchObject({ references: [{ isOnGateway: true }] });
  scene.s.ports.clock.advance(UPLOAD_FRESH_MS);
  expect(await look(looked)).toMatchObject({ references: [{ isOnGateway: false }] });
});

test("neither the key nor the address of the webhook leaves the server", async () => {
  const { s } = scene;
  const usable = await s.ports.connections.current();
  const callbackUrl = "https://studio.example/api/webhooks/toapis";
  const current = async () => ({ ...usable, callbackUrl });
  const ports = { ...s.ports, connections: { ...s.ports.connections, current } };
  const previewed = await previewGeneration(ports, s.actor, request());
  if (!previewed.ok) throw new Error(previewed.error.code);
  const text = JSON.stringify(presentPreview(previewed.value));
  expect(text).toContain('"callback_url":"<address of the webhook>"');
  for (const secret of [callbackUrl, usable.connection.secret, usable.connection.baseUrl]) {
    expect(text).not.toContain(secret);
  }
});

test("a look needs no money and no room in the queue", async () => {
  const { s } = scene;
  const team = { teamId: s.teamId, scope: "team", scopeId: s.teamId } as const;
  const month = s.ports.clock.now().toISOString().slice(0, 7);
  await setBudget(s.ports, { ...team, month, isSandbox: false }, 1);
  const input = { ...request(), requestId: s.ports.clock.newId() };
  expect(await createGenerations(s.ports, s.actor, input)).toMatchObject({
    error: { code: "budget_exceeded" },
  });
  expect(await look(request())).toMatchObject({ calls: [{ method: "POST" }] });
  await setBudget(s.ports, { ...team, month, isSandbox: false }, 1_000_000_000);
});

const REFUSALS: [code: string, asked: () => object][] = [
  ["project_missing", () => ({ projectId: scene.s.ports.clock.newId() })],
  ["model_unavailable", () => ({ model: "gemini-9" })],
  ["illegal_settings", () => ({ model: DEFAULT_MODEL.id, resolution: "1K" })],
  [
    "too_many_references",
    () => ({
      model: "gemini-2.5-flash-image-preview",
      resolution: "1K",
      references: tray(["a"], ["b"], ["c"], ["d"]),
    }),
  ],
  [
    "prompt_too_long",
    () => ({
      model: "gemini-2.5-flash-image-preview",
      resolution: "1K",
      prompt: "a".repeat(1_001),
    }),
  ],
  ["prompt_incomplete", () => ({ prompt: "@nobody at [[time]]" })],
  ["too_many_expansions", () => ({ prompt: "{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}" })],
  ["parent_missing", () => ({ verb: "continue" })],
  [
    "references_missing",
    () => ({ references: [{ referenceImageId: scene.s.ports.clock.newId(), name: "gone" }] }),
  ],
];

test.each(REFUSALS)(
  "Q20: what cannot be sent is refused as a press is: %s",
  async (code, asked) => {
    const { s } = scene;
    const refused = request(asked());
    expect(await look(refused)).toMatchObject({ code });
    const input = { ...refused, requestId: s.ports.clock.newId() };
    expect(await createGenerations(s.ports, s.actor, input)).toMatchObject({ error: { code } });
  },
);

const ROLES: [Role, boolean][] = [
  ["owner", true],
  ["admin", true],
  ["designer", true],
  ["reviewer", false],
];
test.each(ROLES)("who may generate may look: %s", async (role, may) => {
  const { s } = scene;
  const previewed = await previewGeneration(s.ports, { ...s.actor, role }, request());
  expect(previewed.ok).toBe(may);
  if (!previewed.ok) expect(previewed.error.code).toBe("forbidden");
});

test("another team sees nothing of ours: no project, no reference, no picture to go on from", async () => {
  const other = await bench.studio(FAILING);
  const { projectId } = other;
  expect(await look(request(), other)).toEqual({ code: "project_missing" });
  expect(await look(request({ projectId, references: tray(["a"]) }), other)).toEqual({
    code: "references_missing",
    slots: [1],
  });
  const [own] = await addPictures(other, 1);
  const parent = { imageId: scene.base.imageId, slot: 1 };
  const references = [{ ...own, name: "own" }];
  expect(await look(request({ projectId, verb: "continue", parent, references }), other)).toEqual({
    code: "parent_missing",
  });
});

test("the price is the one that a press would reserve", async () => {
  const { s } = scene;
  const { model, resolution } = request();
  await setPrice(s.ports, {
    ...{ model, resolution, priceMicroUsd: 31_000 },
    source: "test",
    readOn: "2026-03-01",
  });
  expect(await look(request())).toMatchObject({ priceMicroUsd: 31_000, variantCount: 1 });
});
