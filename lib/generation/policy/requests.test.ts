import { describe, expect, test } from "vitest";
import { MODELS } from "@/lib/generation/models";
import { compilePrompt } from "@/lib/generation/policy/prompt";
import {
  type Asked,
  finishModel,
  finishRequest,
  requestFrom,
} from "@/lib/generation/policy/requests";
import { createGenerationSchema, type GenerationView } from "@/lib/generation/schema";

const id = (number: number) => `01JD000000000000000000${String(number).padStart(4, "0")}`;
const reference = (number: number, name = `picture-${number}`) => ({
  referenceImageId: id(number),
  name,
  role: null,
  isEnabled: true,
});
const asked = (given: Partial<Asked> = {}): Asked => {
  const {
    requestId: _,
    projectId: __,
    ...rest
  } = createGenerationSchema.parse({
    ...{ requestId: id(1), projectId: id(2), prompt: "Darker", model: MODELS[1]?.id },
    ...{ aspectRatio: "4:5", resolution: "2K", variantCount: 2, references: [] },
    ...given,
  });
  return rest;
};
const base = {
  imageId: id(90),
  referenceImageId: id(91),
  verb: "continue",
  marks: [],
  markedId: null,
} as const;

describe("Going on from a picture", () => {
  test("puts it into slot 1 and what was there after it", () => {
    const request = requestFrom(asked({ references: [reference(3), reference(4)] }), {
      ...base,
      marks: [],
    });
    expect(request.references.map(({ referenceImageId }) => referenceImageId)).toEqual(
      [91, 3, 4].map(id),
    );
    expect(request.parent).toEqual({ imageId: id(90), slot: 1 });
  });

  test("never sends it twice, and under a name that no other has", () => {
    const references = [reference(91), reference(5, "base")];
    const request = requestFrom(asked({ references }), { ...base, marks: [] });
    expect(request.references.map(({ referenceImageId }) => referenceImageId)).toEqual(
      [91, 5].map(id),
    );
    expect(request.references.map(({ name }) => name)).toEqual(["base-2", "base"]);
  });

  test("moves the numbers of what the text names behind it", () => {
    const request = requestFrom(
      asked({ prompt: "Light of @picture-3", references: [reference(3)] }),
      { ...base, marks: [] },
    );
    expect(compilePrompt(request).texts).toEqual([
      "Start from image 1 and change it as follows.\n\nLight of image 2 (picture-3)",
    ]);
  });

  test("as marked sends the clean picture first and its marked copy second", () => {
    const request = requestFrom(asked({ references: [reference(3)] }), {
      ...base,
      verb: "region",
      marks: [{ kind: "box", from: [0, 0], to: [1, 1] }],
      markedId: id(92),
    });
    expect(request.references.map(({ referenceImageId }) => referenceImageId)).toEqual(
      [91, 92, 3].map(id),
    );
  });
});

describe("Finishing at 4K", () => {
  const generation: GenerationView = {
    id: id(7),
    code: "AK-1122-01",
    prompt: "A bottle",
    promptAsSent: "A bottle",
    variables: {},
    options: {},
    verb: "fresh",
    parent: null,
    depth: 0,
    marks: [],
    model: "gemini-2.5-flash-image-preview",
    aspectRatio: "2:3",
    resolution: "1K",
    requestedPixels: null,
    author: { id: id(8), name: "-" },
    upload: null,
    createdAt: "2026-11-22T14:02:00.000Z",
    priceMicroUsd: 1,
    isSandbox: false,
    typicalMs: null,
    slowAfterMs: null,
    lateAfterMs: 1,
    variants: [],
    references: Array.from({ length: 14 }, (_, index) => ({
      ...reference(20 + index),
      slot: index + 1,
      mime: "image/png" as const,
      width: 1,
      height: 1,
      thumbhash: "",
    })),
  };

  test("takes the first model that makes 4K in that shape where its own does not", () => {
    const model = finishModel(generation, MODELS);
    expect(model?.resolutions).toContain("4K");
    expect(model?.aspectRatios).toContain("2:3");
  });

  test("sends the one text of several that made the picture", () => {
    const request = finishRequest(
      {
        ...generation,
        references: [],
        prompt: "A {red|green} [[thing]]\n// for the client",
        variables: { thing: "boat|hat" },
        promptAsSent: "A green hat",
      },
      { imageId: id(90), referenceImageId: id(91) },
      MODELS,
    );
    expect(request?.prompt).toBe("A green hat");
    expect(request && compilePrompt(request).expansionCount).toBe(1);
  });

  test.each([["A \\{red|green\\} sign"], ["A sign for \\@home"], ["A sign\n\\// and its shadow"]])(
    "sends what was typed as it is, %j, and pays for one picture",
    (prompt) => {
      const [promptAsSent = ""] = compilePrompt({ ...generation, prompt, references: [] }).texts;
      const picture = { imageId: id(90), referenceImageId: id(91) };
      const typed = { ...generation, references: [], prompt, promptAsSent };
      const request = finishRequest(typed, picture, MODELS);
      const compiled = request && compilePrompt(request);
      expect(compiled?.texts).toEqual([expect.stringContaining(promptAsSent)]);
      expect(compiled?.missing).toEqual([]);
    },
  );

  test("sends values with braces in them as they were", () => {
    const promptAsSent = "A {b sign";
    const request = finishRequest(
      {
        ...generation,
        references: [],
        prompt: "A [[x]] sign",
        variables: { x: "{b|c}" },
        promptAsSent,
      },
      { imageId: id(90), referenceImageId: id(91) },
      MODELS,
    );
    expect(request && compilePrompt(request).texts).toEqual([expect.stringMatching(/A \{b sign$/)]);
  });

  test("leaves the copy with the marks behind, and says of an edit that it is done", () => {
    const [clean, marked, other] = [20, 21, 22].map((number, index) => ({
      ...(generation.references[index] as GenerationView["references"][number]),
      ...reference(number, ["base", "marks", "oak"][index]),
    }));
    if (!clean || !marked || !other) throw new Error("Three references are needed");
    const request = finishRequest(
      {
        ...generation,
        verb: "region",
        parent: { imageId: id(5), generationId: id(6), variantId: id(7), code: "AK-1", slot: 1 },
        marks: [{ kind: "box", from: [0, 0], to: [1, 1] }],
        prompt: "As @marks say, of @oak",
        promptAsSent: "-",
        references: [clean, marked, other],
      },
      { imageId: id(90), referenceImageId: id(91) },
      MODELS,
    );
    expect(request?.references.map(({ referenceImageId }) => referenceImageId)).toEqual(
      [91, 20, 22].map(id),
    );
    expect(request?.marks).toEqual([]);
    expect(request && compilePrompt(request).texts).toEqual([
      expect.stringMatching(
        /all of it is done already[\s\S]*As image 2 \(base\) say, of image 3 \(oak\)$/,
      ),
    ]);
  });

  test("sends the picture and as many of the references as the model takes", () => {
    const request = finishRequest(
      generation,
      { imageId: id(90), referenceImageId: id(91) },
      MODELS,
    );
    expect(request).toMatchObject({ verb: "finish", resolution: "4K", variantCount: 1 });
    expect(request?.references).toHaveLength(14);
    expect(request?.references[0]?.referenceImageId).toBe(id(91));
  });
});
