import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "@/bench/studio";

const NEXT = path.resolve("node_modules/next/dist/bin/next");

const FILES = {
  "app/layout.jsx": `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}`,
  "app/page.jsx": "export default function Page() { return <main>Hello</main>; }",
  // Packages are those of the project, which is the folder above.
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(path.resolve("."))} } };`,
};

/** The smallest page that this Next makes, built and served; `stop` removes it. */
export async function startHello(): Promise<{ url: string; stop: () => void }> {
  mkdirSync("dist", { recursive: true });
  const folder = mkdtempSync(path.resolve("dist/hello-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  try {
    await build(folder);
    const { url, kill } = await serve(folder);
    return {
      url,
      stop() {
        kill();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function next(folder: string, args: readonly string[]) {
  return spawn(process.execPath, [NEXT, ...args], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function build(folder: string): Promise<void> {
  const child = next(folder, ["build"]);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`next build ended with ${code}:\n${output}`);
}

async function serve(folder: string) {
  const port = await freePort();
  const child = next(folder, ["start", "-p", String(port)]);
  const url = `http://127.0.0.1:${port}`;
  child.stdout.resume();
  for (let waits = 0; waits < 300; waits += 1) {
    if (await fetch(url).catch(() => null)) return { url, kill: () => child.kill() };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error("The page that says hello did not start");
}
