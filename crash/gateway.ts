import { pictureOf } from "@/crash/picture";
import { SPEED } from "@/crash/site";
import { startSandbox } from "@/lib/sandbox/start-sandbox";

const LIMITLESS = { submitPerSecond: 1_000_000, queryPerSecond: 1_000_000 };

/** The sandbox, over HTTP as for everybody else, with pictures that cost nothing to make. */
export async function startGateway() {
  const sandbox = await startSandbox({
    speed: SPEED,
    credits: 100_000_000,
    limits: LIMITLESS,
    paint: async ({ identity }) => pictureOf(identity),
  });
  const control = (call: string) => `${sandbox.url}/__sandbox/${call}`;
  const tell = async (call: string, body: object = {}) => {
    const answer = await fetch(control(call), { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`The sandbox does not ${call}: ${await answer.text()}`);
  };
  const read = async (call: string): Promise<unknown> => (await fetch(control(call))).json();
  return {
    url: sandbox.url,
    /** For the next create calls or uploads; then it is good. */
    script: (faults: readonly string[]) => tell("script", { faults }),
    advance: (ms: number) => tell("clock", { advanceMs: ms }),
    reset: () => tell("reset"),
    ledger: () => read("ledger"),
    requests: () => read("requests"),
    stop: sandbox.stop,
  };
}
