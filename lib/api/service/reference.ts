import "server-only";

import { z } from "zod";
import {
  COMMON_PROBLEMS,
  OPERATIONS,
  type Operation,
  type OperationId,
} from "@/lib/api/schema/operations";
import { API_PROBLEMS, type ApiProblemCode } from "@/lib/api/schema/problems";
import type {
  ReferenceField,
  ReferenceGroup,
  ReferenceOperation,
  ReferencePlace,
  ReferenceView,
} from "@/lib/api/schema/reference";
import { exampleOf } from "@/lib/api/service/example";
import {
  componentSchemas,
  inputFields,
  type JsonSchema,
  refTo,
} from "@/lib/api/service/json-schema";

const GROUPS: Record<ReferenceGroup, readonly OperationId[]> = {
  start: ["getToken", "listProjects", "listModels"],
  make: ["createGeneration", "listGenerations", "getGeneration", "getVariant", "getOriginal"],
  pictures: ["searchLibrary", "getImage", "getImageFile"],
  references: ["addReference", "listReferences", "getReference", "getReferenceFile"],
  money: ["getUsage"],
};

/** What can be written for a value, as far as a line has room for it. */
function typeOf(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(" | ");
  if (schema.type === "array") return `${schema.items ? typeOf(schema.items) : ""}[]`;
  if (schema.format === "ulid" || schema.format === "date") return schema.format;
  return schema.type ?? "string";
}

function fieldsOf({ path, query, headers, body }: Operation): ReferenceField[] {
  const inputs = (schema: z.ZodType, place: ReferencePlace) =>
    inputFields(schema).map(({ name, schema: field, isRequired }) => ({
      ...{ name, place, isRequired, type: typeOf(field) },
      default: field.default === undefined ? null : JSON.stringify(field.default),
    }));
  const plain = (place: ReferencePlace, name: string, isRequired: boolean) => ({
    ...{ name, place, isRequired, default: null, type: place === "path" ? "ulid" : "string" },
  });
  return [
    ...(path.includes("{id}") ? [plain("path", "id", true)] : []),
    ...headers.map(({ name, isRequired }) => plain("header", name, isRequired)),
    ...inputs(query, "query"),
    ...(body instanceof z.ZodType ? inputs(body, "body") : []),
  ];
}

/** What a first call sends: what has to be, and what makes sense of it. */
const BODY_OF_EXAMPLE = {
  projectId: "01KAV0M3W8Q2YF6ZB7T4D9HXRC",
  prompt: "An amber bottle on wet stone",
  aspectRatio: "3:4",
  variantCount: 2,
};

const QUERIES: Partial<Record<OperationId, string>> = {
  listGenerations: "projectId=$PROJECT_ID",
  searchLibrary: "q=bottle",
  getImageFile: "width=640",
};

function curlOf(id: OperationId, publicUrl: string): string {
  const { method, path, body, answer }: Operation = OPERATIONS[id];
  const asked = QUERIES[id] ?? "";
  const place = `${publicUrl}${path.replace("{id}", "$ID")}${asked && `?${asked}`}`;
  const lines = [
    `curl ${method === "GET" ? "" : "-X POST "}"${place}"`,
    `-H "Authorization: Bearer $MAQUETTE_TOKEN"`,
  ];
  if (body === "file") lines.push(`-H "X-File-Name: stone.png"`, "--data-binary @stone.png");
  else if (body)
    lines.push(
      `-H "Idempotency-Key: banner-2026-11-22-a"`,
      `-H "Content-Type: application/json"`,
      `-d '${JSON.stringify(BODY_OF_EXAMPLE)}'`,
    );
  if (!answer) lines.push(`-o picture.${id === "getImageFile" ? "webp" : "png"}`);
  return lines.join(" \\\n  ");
}

const byStatus = (codes: readonly ApiProblemCode[]) =>
  [...Map.groupBy(codes, (code) => API_PROBLEMS[code])]
    .map(([status, group]) => ({ status, codes: group }))
    .sort((a, b) => a.status - b.status);

export function writeReference(publicUrl: string): ReferenceView {
  const named = componentSchemas();
  const operationOf = (id: OperationId): ReferenceOperation => {
    const operation: Operation = OPERATIONS[id];
    const { method, path, scope, status, answer, problems } = operation;
    return {
      ...{ id, method, path, scope, status, fields: fieldsOf(operation) },
      curl: curlOf(id, publicUrl),
      answer: answer && JSON.stringify(exampleOf(refTo(answer), named), null, 2),
      problems: byStatus(problems),
    };
  };
  return {
    publicUrl,
    common: byStatus(COMMON_PROBLEMS),
    groups: Object.entries(GROUPS).map(([id, ids]) => ({
      id: id as ReferenceGroup,
      operations: ids.map(operationOf),
    })),
  };
}
