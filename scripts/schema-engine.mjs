#!/usr/bin/env node
// What Prisma's command line runs instead of its native schema engine, which it would have to download: the same
// JSON-RPC over standard input and output, answered by the engine's WebAssembly build through adapter-pg.
// Development only; `npm start` applies migrations with scripts/migrate.mjs. prisma.config.ts names this file.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const CHAR = 18;
const TEXT = 25;
/** "char", pg_node_tree, regclass and regtype: catalogue types that adapter-pg refuses to read. */
const CATALOGUE_TYPES = new Set([CHAR, 194, 2205, 2206]);

const enginePath = createRequire(import.meta.url).resolve(
  "@prisma/schema-engine-wasm/schema_engine_bg",
);
const argv = process.argv.slice(2);

if (argv[0] === "--version" || argv[0] === "-V") {
  const manifest = path.join(path.dirname(enginePath), "package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  console.log(`schema-engine-cli ${version.split(".").at(-1)}`);
} else if (argv.includes("cli")) {
  await runCommand();
} else {
  await serve();
}

/** Values after a flag, up to the next flag. */
function option(flag) {
  const start = argv.indexOf(flag) + 1;
  if (start === 0) return [];
  const end = argv.findIndex((value, index) => index >= start && value.startsWith("--"));
  return argv.slice(start, end === -1 ? undefined : end);
}

function datasource() {
  return JSON.parse(option("--datasource")[0] ?? "{}");
}

/** Runs `use(client, name)` on the server's own database, where other databases are made and dropped. */
async function withServer(url, use) {
  const address = new URL(url);
  const name = decodeURIComponent(address.pathname.slice(1));
  address.pathname = "/postgres";
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  try {
    return await use(client, pg.escapeIdentifier(name), name);
  } finally {
    await client.end();
  }
}

function createDatabase(url) {
  return withServer(url, async (client, quoted, name) => {
    const found = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`create database ${quoted}`);
    return name;
  });
}

function dropDatabase(url) {
  // Sessions of the engine may outlive their use; `force` ends them.
  return withServer(url, (client, quoted) =>
    client.query(`drop database if exists ${quoted} with (force)`),
  );
}

async function connectOnce(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.end();
}

/** `cli can-connect-to-database | create-database | drop-database`. */
async function runCommand() {
  const commands = {
    "can-connect-to-database": connectOnce,
    "create-database": createDatabase,
    "drop-database": dropDatabase,
  };
  const name = argv.find((value) => value in commands);
  try {
    await commands[name](datasource().url);
  } catch (error) {
    const fields = {
      message: error.message,
      is_panic: false,
      error_code: error.code === "3D000" ? "P1003" : "P1001",
    };
    const timestamp = new Date().toISOString();
    console.error(JSON.stringify({ timestamp, level: "ERROR", fields, target: "schema_engine" }));
    process.exitCode = 1;
  }
}

/** Lets an adapter or a transaction read the system catalogues and run whole scripts. */
function forMigrations(queryable) {
  const charColumns = new WeakMap();
  const performIO = queryable.performIO.bind(queryable);
  const queryRaw = queryable.queryRaw.bind(queryable);
  queryable.performIO = async (query) => {
    const result = await performIO(query);
    charColumns.set(
      result.rows,
      result.fields.map((field) => field.dataTypeID === CHAR),
    );
    for (const field of result.fields)
      if (CATALOGUE_TYPES.has(field.dataTypeID)) field.dataTypeID = TEXT;
    return result;
  };
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const [index, isChar] of charColumns.get(result.rows).entries())
      if (isChar) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  if (queryable.startTransaction) {
    const start = queryable.startTransaction.bind(queryable);
    queryable.startTransaction = async (level) => forMigrations(await start(level));
    // adapter-pg splits at every semicolon, also inside function bodies.
    queryable.executeScript = async (script) => {
      await queryable
        .underlyingDriver()
        .query(script)
        .catch((error) => queryable.onError(error));
    };
  }
  return queryable;
}

async function connect(url) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  // Never `connectionString`: pg prefers it to `database`, and a shadow connection would reach the real database.
  const adapter = await new PrismaPg({
    host: decodeURIComponent(hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ssl: /^(require|verify)/.test(searchParams.get("sslmode") ?? ""),
    max: 4,
  }).connect();
  return forMigrations(adapter);
}

async function connectToShadowDatabase({ url, shadowDatabaseUrl }) {
  if (shadowDatabaseUrl) return connect(shadowDatabaseUrl);
  const shadow = new URL(url);
  shadow.pathname = `/prisma_shadow_${process.pid}_${Date.now()}`;
  await createDatabase(shadow.href);
  const adapter = await connect(shadow.href);
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await dropDatabase(shadow.href);
  };
  return adapter;
}

async function loadEngine() {
  const bindings = await import(enginePath);
  const wasm = readFileSync(path.join(path.dirname(enginePath), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };

  const source = datasource();
  const datamodels = option("--datamodels").map((file) => [file, readFileSync(file, "utf8")]);
  const factory = {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => connect(source.url),
    connectToShadowDb: () => connectToShadowDatabase(source),
  };
  return bindings.SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

async function answer(requireEngine, method, params) {
  if (method === "createDatabase") return { databaseName: await createDatabase(datasource().url) };
  const engine = await requireEngine();
  // This one cannot open a shadow database by itself; it finds the schema that devDiagnostic has cached.
  if (method === "evaluateDataLoss") await engine.devDiagnostic(params);
  const result = await engine[method === "getDatabaseVersion" ? "version" : method](params ?? {});
  // The native engine prints a difference through a notification of its own.
  if (method === "diff" && result?.stdout)
    send({ id: null, method: "print", params: { content: result.stdout } });
  return result ?? null;
}

async function serve() {
  let engine;
  const requireEngine = () => {
    engine ??= loadEngine();
    return engine;
  };
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (!line.trim()) continue;
    const { id, method, params } = JSON.parse(line);
    if (!method) continue;
    try {
      send({ id, result: await answer(requireEngine, method, params) });
    } catch (error) {
      send({ id, error: rpcError(error) });
    }
  }
  process.exit();
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

function rpcError(error) {
  const message = String(error?.message ?? error);
  const data = {
    is_panic: false,
    message,
    meta: error?.meta ?? {},
    error_code: error?.code ?? null,
  };
  return { code: 4466, message, data };
}
