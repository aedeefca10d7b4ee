import "server-only";

import { z } from "zod";
import {
  COMMON_PROBLEMS,
  OPERATIONS,
  type Operation,
  type OperationId,
} from "@/lib/api/schema/operations";
import { API_PROBLEMS, type ApiProblemCode } from "@/lib/api/schema/problems";
import {
  componentSchemas,
  inputFields,
  type JsonSchema,
  nameOf,
  refTo,
} from "@/lib/api/service/json-schema";
import { IMAGE_MIMES } from "@/lib/image/schema/facts";

/** What the document says in words: those of the screen. */
export type ApiWords = {
  documentAbout: string;
  title: Record<OperationId, string>;
  about: Record<OperationId, string>;
  /** By the name of a parameter, a header or a field of a body. */
  field: Record<string, string>;
};

/** Every refusal of an operation, by its HTTP status. */
export function problemsOf({ problems }: Operation): Map<number, ApiProblemCode[]> {
  const codes = [...new Set<ApiProblemCode>([...COMMON_PROBLEMS, ...problems])];
  const sorted = codes.sort((a, b) => API_PROBLEMS[a] - API_PROBLEMS[b]);
  return Map.groupBy(sorted, (code) => API_PROBLEMS[code]);
}

function parametersOf({ path, query, headers }: Operation, { field }: ApiWords): object[] {
  const described = (name: string) => ({ name, description: field[name] ?? "" });
  const inPath = path.includes("{id}")
    ? [{ ...described("id"), in: "path", required: true, schema: { type: "string" } }]
    : [];
  return [
    ...inPath,
    ...inputFields(query).map(({ name, schema, isRequired }) => ({
      ...{ ...described(name), in: "query", required: isRequired, schema },
    })),
    ...headers.map(({ name, isRequired }) => ({
      ...{ ...described(name), in: "header", required: isRequired, schema: { type: "string" } },
    })),
  ];
}

const imagesOf = (schema: JsonSchema) =>
  Object.fromEntries(IMAGE_MIMES.map((mime) => [mime, { schema }]));

function answersOf(operation: Operation) {
  const content = operation.answer
    ? { "application/json": { schema: refTo(operation.answer) } }
    : imagesOf({});
  const good = [[operation.status, { description: "OK", content }]];
  const refusals = [...problemsOf(operation)].map(([status, codes]) => [
    status,
    {
      description: codes.map((code) => `\`${code}\``).join(", "),
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  ]);
  return Object.fromEntries([...good, ...refusals]);
}

function bodyOf({ body }: Operation): object {
  if (body === null) return {};
  const content = body === "file" ? imagesOf({}) : { "application/json": { schema: refTo(body) } };
  return { requestBody: { required: true, content } };
}

const pathItem = (id: OperationId, operation: Operation, words: ApiWords) => ({
  operationId: id,
  summary: words.title[id],
  description: words.about[id],
  security: [{ token: operation.scope ? [operation.scope] : [] }],
  parameters: parametersOf(operation, words),
  ...bodyOf(operation),
  responses: answersOf(operation),
});

/** With the words of the fields that are sent. */
function schemasOf({ field }: ApiWords) {
  const schemas = componentSchemas();
  for (const { body } of Object.values<Operation>(OPERATIONS)) {
    if (!(body instanceof z.ZodType)) continue;
    for (const [name, schema] of Object.entries(schemas[nameOf(body)]?.properties ?? {}))
      schema.description = field[name] ?? "";
  }
  return schemas;
}

export function writeDocument(words: ApiWords) {
  const paths: Record<string, Record<string, object>> = {};
  for (const [id, operation] of Object.entries<Operation>(OPERATIONS))
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: pathItem(id as OperationId, operation, words),
    };
  return {
    openapi: "3.1.1",
    info: { title: "Maquette", version: "1", description: words.documentAbout },
    servers: [{ url: "/" }],
    security: [{ token: [] }],
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", bearerFormat: "mqt_…" } },
      schemas: schemasOf(words),
    },
    paths,
  };
}
