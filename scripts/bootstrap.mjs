// Makes a bare clone able to run: packages of the lock file, and the Node that they pin. Everything here must load
// on any Node since 20 and without packages.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { withLock } from "./lock.mjs";

export const root = path.dirname(import.meta.dirname);
const NODE_MAJOR_MIN = 24;
/** Hash of the lock file that node_modules was made from. npm removes it together with the rest. */
const STAMP = "node_modules/.maquette-lock";

/** Held by whoever installs or builds in this checkout: two starts take turns. */
export const workshopLock = path.join(
  tmpdir(),
  `maquette-${process.getuid?.() ?? ""}-${createHash("sha256").update(root).digest("hex").slice(0, 16)}.lock`,
);

/** An image: installed and built where it was made, without sources, and not to be written to. */
export const isPrebuilt = process.env.MAQUETTE_PREBUILT === "1";

/**
 * Returns once this process runs on the project's Node with all packages in place. Otherwise the same script is run
 * again on that Node, and this process ends with its exit code.
 */
export async function bootstrap() {
  if (!isPrebuilt && !isInstalled()) {
    await withLock(workshopLock, async () => {
      if (!isInstalled()) await install();
    });
  }
  const runtime = pinnedRuntime();
  if (runtime && realpathSync(runtime) !== realpathSync(process.execPath))
    await runAgainOn(runtime);
  if (Number(process.versions.node.split(".")[0]) >= NODE_MAJOR_MIN) return;
  console.error(
    `Maquette needs Node ${NODE_MAJOR_MIN} or newer and npm has none for ${process.platform}-${process.arch}: install it from nodejs.org (this is ${process.version}).`,
  );
  process.exit(1);
}

function isInstalled() {
  try {
    return read(STAMP) === lockHash() || isRecordedByNpm();
  } catch {
    return false;
  }
}

/** Installed by hand: npm's own record of node_modules has every package of the lock file in the same version. */
function isRecordedByNpm() {
  const packagesOf = (file) => JSON.parse(read(file)).packages;
  const installed = packagesOf("node_modules/.package-lock.json");
  return Object.entries(packagesOf("package-lock.json")).every(([folder, wanted]) => {
    if (folder === "") return true;
    const found = installed[folder];
    return found ? found.version === wanted.version : wanted.optional && !fitsHere(wanted);
  });
}

function read(file) {
  const location = path.join(root, file);
  return existsSync(location) ? readFileSync(location, "utf8") : "";
}

function lockHash() {
  return createHash("sha256").update(read("package-lock.json")).digest("hex");
}

/** An optional package that names platforms, among them this one. Others may rightly be absent. */
function fitsHere({ os, cpu, libc }) {
  if (!os || !cpu || libc) return false;
  return os.includes(process.platform) && cpu.includes(process.arch);
}

async function install() {
  const startedAt = Date.now();
  console.log("Installing packages (about a minute)…");
  const npm = process.env.npm_execpath?.endsWith("npm-cli.js")
    ? [process.execPath, process.env.npm_execpath]
    : ["npm"];
  // Settings of the machine must not leave out the build tools, the runtime or the database's install script.
  const include = ["--include=dev", "--include=optional", "--ignore-scripts=false"];
  const args = [...npm.slice(1), "ci", ...include, "--no-audit", "--no-fund", "--loglevel=error"];
  const { code, output } = await run(npm[0], args);
  if (code !== 0) {
    console.error(`npm ci failed:\n${output}`);
    process.exit(1);
  }
  writeFileSync(path.join(root, STAMP), lockHash());
  console.log(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

function run(file, args) {
  return new Promise((resolve) => {
    const options = { cwd: root, stdio: ["ignore", "pipe", "pipe"] };
    const child = spawn(file, args, { ...options, shell: process.platform === "win32" });
    let output = "";
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", (error) => resolve({ code: 1, output: error.message }));
    child.once("close", (code) => resolve({ code, output }));
  });
}

function pinnedRuntime() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = process.platform === "win32" ? "node.exe" : "node";
  const file = path.join(root, `node_modules/node-${platform}-${process.arch}/bin/${name}`);
  return existsSync(file) ? file : null;
}

function runAgainOn(runtime) {
  const bin = path.join(root, "node_modules/.bin");
  const child = spawn(runtime, process.argv.slice(1), {
    // The channel tells the child when this process is killed without a chance to say so.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}` },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  child.once("error", (error) => {
    console.error(`The Node of node_modules does not run here (${error.message}). It needs glibc.`);
    process.exit(1);
  });
  return new Promise(() => {
    child.once("exit", (code) => process.exit(code ?? 1));
  });
}
