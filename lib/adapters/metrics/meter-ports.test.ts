import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { createCounters } from "@/lib/adapters/metrics/counters";
import { meterPorts } from "@/lib/adapters/metrics/meter-ports";
import type { CreateOutcome, CreateTask, Gateway, Gateways } from "@/lib/ports/gateway";
import type { Ports } from "@/lib/ports/ports";

const TASK = { prompt: "A cup" } as CreateTask;

/** A gateway whose create calls end like this, counted. */
function metered(createTask: Gateway["createTask"]) {
  const register = new Registry();
  const gateways = { open: () => ({ createTask }) as unknown as Gateway } as unknown as Gateways;
  const ports = meterPorts({ gateways } as Ports, createCounters(register));
  const gateway = ports.gateways.open({ baseUrl: "https://example.com", secret: "sk-x" });
  return {
    create: () => gateway.createTask(TASK, async () => undefined),
    linesOf: async (name: string) =>
      (await register.getSingleMetricAsString(name))
        .split("\n")
        // Some begin at zero.
        .filter((line) => line && !line.startsWith("#") && !line.endsWith("} 0")),
  };
}

const refusal = { message: "no", retryable: false, retryAfterMs: null };
test.each<[CreateOutcome, string, number]>([
  [{ class: "accepted", taskId: "t", resultUrls: [] }, 'class="accepted",status="ok"', 1],
  [{ class: "refused", code: "no_balance", ...refusal }, 'class="refused",status="no_balance"', 0],
  [{ class: "ambiguous", reason: "half" }, 'class="ambiguous",status="none"', 0],
  [{ class: "not_sent", reason: "dns" }, 'class="not_sent",status="none"', 0],
])("a create call that ends as %o counts as that", async (outcome, labels, paid) => {
  const { create, linesOf } = metered(async () => outcome);
  expect(await create()).toBe(outcome);
  expect(await linesOf("maquette_gateway_requests_total")).toEqual([
    `maquette_gateway_requests_total{op="create",${labels}} 1`,
  ]);
  expect(await linesOf("maquette_paid_create_total")).toEqual([
    `maquette_paid_create_total ${paid}`,
  ]);
});

test("what is not sent because of ourselves is no call", async () => {
  const { create, linesOf } = metered(async () => {
    throw new Error("paused");
  });
  await expect(create()).rejects.toThrow("paused");
  expect(await linesOf("maquette_gateway_requests_total")).toEqual([]);
});
