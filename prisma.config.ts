import path from "node:path";
import { defineConfig } from "prisma/config";

// Prisma's command line otherwise downloads a native schema engine; ours runs on its WebAssembly build.
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= path.resolve(
  import.meta.dirname,
  "scripts/schema-engine.mjs",
);

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env["DATABASE_URL"] ?? "postgresql://unset:unset@127.0.0.1:1/unset" },
});
