// npm run build; also called by start.mjs and test.mjs, which build only what is stale.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import path from "node:path";
import { bootstrap, isPrebuilt, root, workshopLock } from "./bootstrap.mjs";
import { withLock } from "./lock.mjs";

const SOURCES = ["{app,components,lib,prisma}/**/*", "public/**/*", "*.{ts,json,mjs}"];
const NOT_SOURCES = [
  "public/samples",
  "lib/adapters/prisma/client",
  "next-env.d.ts",
  "vitest.config.ts",
  "playwright.config.ts",
];
/** Each holds the hash of the sources that it was made from. */
const NEXT_STAMP = path.join(root, ".next/sources.hash");
const BUNDLES_STAMP = path.join(root, "dist/sources.hash");

/**
 * Builds pages and bundles from the sources as they are, or does nothing when that has been done.
 * @param {{ signal?: AbortSignal }} options stops a build in progress
 */
export async function buildWhenStale(options = {}) {
  const isFresh = (hash) => readStamp(NEXT_STAMP) === hash && readStamp(BUNDLES_STAMP) === hash;
  if (isPrebuilt || isFresh(hashSources())) return;
  await withLock(workshopLock, async () => {
    const hash = hashSources();
    if (isFresh(hash)) return;
    const startedAt = Date.now();
    console.log("Building the studio (about a minute)…");
    await generateClient(options);
    if (readStamp(NEXT_STAMP) !== hash) await buildPages(hash, options);
    const { bundle, ENTRIES } = await import("./bundles.mjs");
    await bundle(ENTRIES);
    writeStamp(BUNDLES_STAMP, hash);
    console.log(`Built in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
  });
}

/** Prisma's client is generated code and not part of the repository. */
export function generateClient(options) {
  return runTool(["prisma/build/index.js", "generate"], options);
}

/** For a tool that may run before the studio has been built, or after its schema was edited. */
export async function generateClientWhenStale() {
  const madeAt = (file) => fs.statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs;
  const clientAt = madeAt("lib/adapters/prisma/client/client.ts") ?? 0;
  if (clientAt < madeAt("prisma/schema.prisma")) await generateClient();
}

/** The bundles in dist/ are about to follow the sources by themselves and no longer belong to a build. */
export function forgetBundles() {
  fs.rmSync(BUNDLES_STAMP, { force: true });
}

async function buildPages(hash, options) {
  fs.rmSync(NEXT_STAMP, { force: true });
  await runTool(["next/dist/bin/next", "build"], options);
  writeStamp(NEXT_STAMP, hash);
}

function hashSources() {
  const isSource = (file) =>
    !NOT_SOURCES.some((it) => file.startsWith(it)) && !/\.test\.tsx?$/.test(file);
  const hash = createHash("sha256");
  for (const entry of fs.globSync(SOURCES, { cwd: root, withFileTypes: true }).sort(byPath)) {
    const file = path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/");
    if (entry.isFile() && isSource(file))
      hash.update(`${file}\0`).update(fs.readFileSync(path.join(root, file)));
  }
  return hash.digest("hex");
}

function byPath(a, b) {
  return `${a.parentPath}/${a.name}` < `${b.parentPath}/${b.name}` ? -1 : 1;
}

function readStamp(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : null;
}

function writeStamp(file, hash) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, hash);
}

/** Runs a command line of node_modules without a word; its output is shown when it fails. */
function runTool([script, ...args], { signal } = {}) {
  const child = spawn(process.execPath, [path.join(root, "node_modules", script), ...args], {
    cwd: root,
    signal,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${path.basename(script)} ${args.join(" ")} failed:\n${output}`));
    });
  });
}

if (import.meta.filename === process.argv[1]) {
  await bootstrap();
  await buildWhenStale().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
