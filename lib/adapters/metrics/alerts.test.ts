import { readFile } from "node:fs/promises";
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { z } from "zod";
import { createCounters } from "@/lib/adapters/metrics/counters";
import { createGaugeReader } from "@/lib/adapters/metrics/gauges";
import { readSimpleYaml } from "@/scripts/simple-yaml.mjs";

const ruleSchema = z.strictObject({
  alert: z.string().regex(/^Maquette[A-Za-z]+$/),
  expr: z.string().min(1),
  for: z
    .string()
    .regex(/^\d+[mh]$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(["warning", "critical"]) }),
  annotations: z.strictObject({ summary: z.string().endsWith(".") }),
});
const fileSchema = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), rules: z.array(ruleSchema).min(10) })),
});

const { groups } = fileSchema.parse(
  readSimpleYaml(await readFile("docs/operation/alerts.yml", "utf8")),
);
const rules = groups.flatMap((group) => group.rules);

/** Every metric that a process exports, with the labels that it has. */
async function exportedMetrics(): Promise<Map<string, readonly string[]>> {
  const registers = [new Registry(), new Registry()] as const;
  createCounters(registers[0]);
  createGaugeReader(registers[1], {
    figures: { read: () => Promise.reject(new Error("never asked")) },
    storage: { usedSpoolShare: async () => 0 },
    dataDir: ".",
  });
  return new Map(
    registers.flatMap((register) =>
      register.getMetricsAsArray().map((metric) => {
        const { name, labelNames = [] } = metric as unknown as {
          name: string;
          labelNames?: string[];
        };
        return [name, labelNames] as const;
      }),
    ),
  );
}

test("each rule has a name of its own", () => {
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
});

test.each(rules)("$alert asks for metrics and labels that are exported", async ({ expr }) => {
  const exported = await exportedMetrics();
  const asked = [
    ...expr.matchAll(/\b(maquette_\w+?)(_bucket|_count|_sum)?\b(?!\w)(?:{([^}]*)})?/g),
  ];
  expect(asked.length).toBeGreaterThan(0);
  for (const [, name = "", , selector = ""] of asked) {
    expect([...exported.keys()]).toContain(name);
    const labels = [...selector.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)].map(([, label]) => label);
    for (const label of labels) expect(exported.get(name)).toContain(label);
  }
  const opening = expr.match(/[({[]/g)?.length;
  expect(opening).toBe(expr.match(/[)}\]]/g)?.length);
});
