import "server-only";

import type { JsonSchema } from "@/lib/api/service/json-schema";

const ID = {
  project: "01KAV0M3W8Q2YF6ZB7T4D9HXRC",
  person: "01KAV0JD5N1EKT8SVR3M6P4AWG",
  generation: "01KAV2Q8J4ZC5T9WPA3E6GH7MN",
  variant: "01KAV2Q8J7R0XN4DKB2YS5FV8T",
  image: "01KAV2SC60HJ3GQ9MWE7RTZ1PA",
  reference: "01KAV1W5TB8VN6C2XKQ4JD0EYS",
};

/** What stands for a field, by its name or by that with what it belongs to, where its schema alone would say little. */
const SAMPLES = new Map<string, unknown>([
  ...(["Project.id", "projectId"] as const).map((name) => [name, ID.project] as const),
  ...(["person.id", "author.id"] as const).map((name) => [name, ID.person] as const),
  ...(["Generation.id", "generationId"] as const).map((name) => [name, ID.generation] as const),
  ...(["Variant.id", "variantId"] as const).map((name) => [name, ID.variant] as const),
  ...(["Image.id", "imageId"] as const).map((name) => [name, ID.image] as const),
  ...(["Reference.id", "referenceImageId"] as const).map((name) => [name, ID.reference] as const),
  ["file", `/api/v1/images/${ID.image}/file`],
  ["Reference.file", `/api/v1/references/${ID.reference}/file`],
  ["label", "Nightly banners"],
  ["Model.id", "gemini-3-pro-image-preview-4k"],
  ["Model.label", "Gemini 3 Pro Image 4K"],
  ["name", "Autumn KV"],
  ["person.name", "Lin Yao"],
  ["author.name", "Lin Yao"],
  ["authorName", "Lin Yao"],
  ["reference.name", "stone"],
  ["reference.role", "style"],
  ["code", "AK-1122-08/1"],
  ["Generation.code", "AK-1122-08"],
  ["Project.code", "AK"],
  ["prompt", "An amber bottle on wet stone"],
  ["promptAsSent", "An amber bottle on wet stone"],
  ["model", "gemini-3-pro-image-preview-4k"],
  ["resolution", "4K"],
  ["defaultResolution", "4K"],
  ["mime", "image/png"],
  ["fileName", "stone.png"],
  ["sha256", "9f2c4e…"],
  ["role", "designer"],
  ["width", 4096],
  ["height", 4096],
  ["sizeBytes", 18_430_211],
  ["priceMicroUsd", 240_000],
  ["spentMicroUsd", 240_000],
  ["variantCount", 4],
  ["status", "succeeded"],
  ["progressPercent", 100],
  ["failure", null],
  ["verb", "fresh"],
  ["verdict", "pick"],
  ["stars", 4],
  ["isUpload", false],
  ["isSandbox", false],
  ["isEnabled", true],
  ["slot", 1],
  ["referenceImageCountMax", 14],
  ["problems", []],
  ["nextCursor", null],
  ["from", "2026-11-01"],
  ["to", "2026-11-30"],
  ["day", "2026-11-22"],
]);

type Named = Readonly<Record<string, JsonSchema>>;
/** A field, and what it belongs to: the name of a schema or of another field. */
type Place = { name: string; owner: string };

const last = (ref: string) => ref.split("/").at(-1) ?? "";

/** A value that the schema takes, as an answer could have it. `named` are the schemas that it points to. */
export function exampleOf(
  schema: JsonSchema,
  named: Named,
  { name, owner }: Place = { name: "", owner: "" },
): unknown {
  if (schema.$ref) {
    const target = last(schema.$ref);
    return exampleOf(named[target] ?? {}, named, { name: target, owner: "" });
  }
  for (const key of [`${owner}.${name}`, name]) {
    const sample = SAMPLES.get(key);
    if (sample !== undefined && fits(schema, sample)) return sample;
  }
  const [first] = schema.anyOf ?? [];
  if (first) return exampleOf(first, named, { name, owner });
  if (schema.enum) return schema.enum[0];
  if (schema.type === "object")
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([key, value]) => [
        key,
        exampleOf(value, named, { name: key, owner: name }),
      ]),
    );
  if (schema.type === "array")
    return schema.items
      ? [exampleOf(schema.items, named, { name: name.replace(/s$/, ""), owner })]
      : [];
  return plainExample(schema);
}

function plainExample({ type, format }: JsonSchema): unknown {
  if (format === "ulid") return ID.image;
  if (format === "date-time") return "2026-11-22T14:02:11.000Z";
  if (type === "integer" || type === "number") return 1;
  if (type === "boolean") return true;
  return type === "null" ? null : "…";
}

/** Of several things of a name, the sample is meant for those that it can be. */
function fits(schema: JsonSchema, sample: unknown): boolean {
  if (schema.anyOf) return schema.anyOf.some((each) => fits(each, sample));
  if (schema.enum) return schema.enum.includes(sample);
  if (sample === null) return schema.type === "null";
  if (Array.isArray(sample)) return schema.type === "array";
  if (typeof sample === "number") return schema.type === "integer" || schema.type === "number";
  return schema.type === typeof sample;
}
