import path from "node:path";
import { parseArgs } from "node:util";
import { startSandbox } from "@/lib/sandbox/start-sandbox";

const OPTIONS = {
  port: { type: "string", default: "0" },
  speed: { type: "string", default: "1" },
  seed: { type: "string", default: "1" },
  data: { type: "string" },
  "top-up": { type: "boolean", default: false },
  fault: { type: "string" },
  /** Creates and, after a comma, status reads per second that the account is allowed. */
  rate: { type: "string", default: "5,50" },
  "webhook-secret": { type: "string" },
} as const;

function readOptions() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    const known = Object.keys(OPTIONS).map((name) => `--${name}`);
    console.error(`${(error as Error).message}\nThere are: ${known.join(", ")}`);
    process.exit(2);
  }
}

const values = readOptions();
const [submitPerSecond, queryPerSecond] = values.rate.split(",").map(Number);

const sandbox = await startSandbox({
  port: Number(values.port),
  speed: Number(values.speed),
  seed: Number(values.seed),
  limits: { submitPerSecond, queryPerSecond },
  fault: values.fault ?? null,
  dataDir: values.data ?? null,
  topsUp: values["top-up"],
  webhookSecret: values["webhook-secret"] ?? null,
  // Next to `dist`, where this program is bundled to.
  samplesDir: path.join(import.meta.dirname, "..", "public", "samples"),
});
process.stdout.write(`Sandbox gateway: ${sandbox.url}\n`);
process.send?.({ type: "ready", url: sandbox.url });

async function stop() {
  await sandbox.stop();
  process.exit();
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
// The supervisor is gone: nobody is left to stop us.
process.once("disconnect", stop);
