import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * Finds a Chromium that really starts here: the one named by CHROMIUM_PATH, the system's, the one packed in npm, and
 * at last one that the system's package manager installs.
 * @returns {Promise<Record<string, string>>} environment by which playwright.config.ts finds it
 * @throws {Error} one sentence, when there is none
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    const browser = { CHROMIUM_PATH: named };
    const trouble = await startTrouble(browser);
    if (trouble) throw new Error(`CHROMIUM_PATH names ${named}, which does not start: ${trouble}`);
    return browser;
  }
  for (const find of [ofSystem, packed, packedWithLibraries, installed]) {
    const browser = await find();
    if (browser && !(await startTrouble(browser))) return browser;
  }
  throw new Error(
    "No Chromium starts on this machine: install Chromium or Chrome, or set CHROMIUM_PATH to one.",
  );
}

async function startTrouble({ CHROMIUM_PATH, CHROMIUM_LIBRARIES }) {
  try {
    const browser = await chromium.launch({
      executablePath: CHROMIUM_PATH,
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
      env: { ...process.env, ...(CHROMIUM_LIBRARIES && { LD_LIBRARY_PATH: CHROMIUM_LIBRARIES }) },
      timeout: 30_000,
    });
    await browser.close();
    return null;
  } catch (error) {
    return error.message.split("\n")[0];
  }
}

function ofSystem() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const file = [...onPath, ...ELSEWHERE].find((candidate) => existsSync(candidate));
  return file ? { CHROMIUM_PATH: file } : null;
}

/** The browser of @sparticuz/chromium, unpacked once for each of its versions: it would start whichever lies there. */
async function packed() {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const { folder: source, version } = packageOf("@sparticuz/chromium");
  const folder = path.join(tmpdir(), `maquette-chromium-${version}-${process.getuid()}`);
  if (!existsSync(folder)) await unpack(source, folder);
  return { CHROMIUM_PATH: path.join(folder, "chromium") };
}

/** Its own copy of the libraries that a bare system lacks (nss, nspr, expat). */
async function packedWithLibraries() {
  const browser = await packed();
  if (!browser) return null;
  const folder = path.dirname(browser.CHROMIUM_PATH);
  return { ...browser, CHROMIUM_LIBRARIES: path.join(folder, "al2023/lib") };
}

async function unpack(source, folder) {
  const { default: pack, inflate } = await import("@sparticuz/chromium");
  const draft = mkdtempSync(`${folder}-`);
  const { TMPDIR } = process.env;
  // The package always unpacks into the system's folder for temporary files.
  process.env.TMPDIR = draft;
  try {
    await pack.executablePath();
    await inflate(path.join(source, "bin/al2023.tar.br"));
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
  renameSync(draft, folder);
}

function packageOf(name) {
  const entry = createRequire(import.meta.url).resolve(name);
  const folder = entry.slice(0, entry.lastIndexOf(path.normalize(name)) + name.length);
  return { folder, ...JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) };
}

function installed() {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return null;
  console.log("Installing Chromium with apt-get…");
  spawnSync("apt-get", ["update"]);
  spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
  return ofSystem();
}
