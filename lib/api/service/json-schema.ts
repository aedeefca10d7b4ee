import "server-only";

import { z } from "zod";
import {
  apiCreatedSchema,
  apiCreateSchema,
  apiGenerationPageSchema,
  apiGenerationSchema,
  apiImageSchema,
  apiModelSchema,
  apiModelsSchema,
  apiPicturePageSchema,
  apiPictureSchema,
  apiProjectSchema,
  apiProjectsSchema,
  apiReferencePageSchema,
  apiReferenceSchema,
  apiTokenSchema,
  apiUsageDaySchema,
  apiUsageSchema,
  apiVariantSchema,
} from "@/lib/api/schema";
import { apiProblemSchema } from "@/lib/api/schema/problems";

/** A part of JSON Schema 2020-12, as zod writes it. */
export type JsonSchema = {
  $ref?: string;
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  description?: string;
  [other: string]: unknown;
};

/** What the API answers with, by the name that the document gives it. */
const ANSWERS = new Map<string, z.ZodType>([
  ["Token", apiTokenSchema],
  ["Project", apiProjectSchema],
  ["Projects", apiProjectsSchema],
  ["Model", apiModelSchema],
  ["Models", apiModelsSchema],
  ["Image", apiImageSchema],
  ["Variant", apiVariantSchema],
  ["Generation", apiGenerationSchema],
  ["CreatedGenerations", apiCreatedSchema],
  ["GenerationPage", apiGenerationPageSchema],
  ["Picture", apiPictureSchema],
  ["PicturePage", apiPicturePageSchema],
  ["Reference", apiReferenceSchema],
  ["ReferencePage", apiReferencePageSchema],
  ["UsageDay", apiUsageDaySchema],
  ["Usage", apiUsageSchema],
  ["Problem", apiProblemSchema],
]);
/** What it takes as a body. */
const BODIES = new Map<string, z.ZodType>([["NewGeneration", apiCreateSchema]]);

const refOf = (name: string) => `#/components/schemas/${name}`;

/** The document says once for all which dialect it is in, and where its parts are. */
function bare({ $schema: _, $id: __, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function* written(all: ReadonlyMap<string, z.ZodType>, io: "input" | "output") {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of all) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io, uri: refOf });
  for (const [name, schema] of Object.entries(schemas))
    yield [name, bare(schema as JsonSchema)] as const;
}

/** By name, those of answers and of bodies. */
export const componentSchemas = (): Record<string, JsonSchema> =>
  Object.fromEntries([...written(ANSWERS, "output"), ...written(BODIES, "input")]);

/** @throws when the document has no name for it. */
export function nameOf(schema: z.ZodType): string {
  const [name] = [...ANSWERS, ...BODIES].find(([, each]) => each === schema) ?? [];
  if (!name) throw new Error("A schema of the API has no name");
  return name;
}

export const refTo = (schema: z.ZodType): JsonSchema => ({ $ref: refOf(nameOf(schema)) });

/** Of what a caller sends, by the name of the field. */
export function inputFields(
  schema: z.ZodType,
): { name: string; schema: JsonSchema; isRequired: boolean }[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input" }) as JsonSchema;
  return Object.entries(properties).map(([name, field]) => ({
    ...{ name, schema: field, isRequired: required.includes(name) },
  }));
}
