import "server-only";

import type { JsonSchema } from "@/lib/api/service/json-schema";

/** What stands for a field where its schema alone would say little. */
const SAMPLES = new Map<string, unknown>([
  ["label", "Nightly banners"],
  ["name", "Autumn KV"],
  ["authorName", "Lin Yao"],
  ["code", "AK-1122-08"],
  ["prompt", "An amber bottle on wet stone"],
  ["promptAsSent", "An amber bottle on wet stone"],
  ["model", "gemini-3-pro-image-preview-4k"],
  ["fileName", "stone.png"],
  ["file", "/api/v1/images/01KAV2Q8J4ZC5T9WPA3E6GH7MN/file"],
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
  ["variables", {}],
  ["options", {}],
  ["nextCursor", null],
  ["from", "2026-11-01"],
  ["to", "2026-11-30"],
  ["day", "2026-11-22"],
]);
/** Of a value with such a name alone where the place is that of a reference. */
const ID = "01KAV2Q8J4ZC5T9WPA3E6GH7MN";

const last = (ref: string) => ref.split("/").at(-1) ?? "";

/** A value that the schema takes, as an answer could have it. `named` are the schemas that it points to. */
export function exampleOf(
  schema: JsonSchema,
  named: Readonly<Record<string, JsonSchema>>,
  name = "",
): unknown {
  if (schema.$ref) return exampleOf(named[last(schema.$ref)] ?? {}, named, name);
  const sample = SAMPLES.get(name);
  if (sample !== undefined && fits(schema, sample)) return sample;
  const [first] = schema.anyOf ?? [];
  if (first) return exampleOf(first, named, name);
  if (schema.enum) return schema.enum[0];
  if (schema.type === "object")
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([key, value]) => [
        key,
        exampleOf(value, named, key),
      ]),
    );
  if (schema.type === "array")
    return schema.items ? [exampleOf(schema.items, named, name.replace(/s$/, ""))] : [];
  return plainExample(schema);
}

function plainExample({ type, format }: JsonSchema): unknown {
  if (format === "ulid") return ID;
  if (format === "date-time") return "2026-11-22T14:02:11.000Z";
  if (type === "integer" || type === "number") return 1;
  if (type === "boolean") return true;
  return type === "null" ? null : "…";
}

/** Of one of several things of a name, the sample is meant for those that it can be. */
function fits(schema: JsonSchema, sample: unknown): boolean {
  if (schema.anyOf) return schema.anyOf.some((each) => fits(each, sample));
  if (schema.enum) return schema.enum.includes(sample);
  if (sample === null) return schema.type === "null";
  if (Array.isArray(sample)) return schema.type === "array";
  if (typeof sample === "number") return schema.type === "integer" || schema.type === "number";
  return schema.type === typeof sample;
}
