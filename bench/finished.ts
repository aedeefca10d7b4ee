import type { BenchStudio } from "@/bench/studio";
import { type CreateGeneration, type Status, statusSchema } from "@/lib/generation/schema";
import { hasEnded } from "@/lib/generation/schema/facts";
import { createGenerations } from "@/lib/generation/service/create";

/** Presses Generate and waits for all pictures; answers with what the screen polls. */
export async function finished(studio: BenchStudio, presses: readonly CreateGeneration[]) {
  const ids: string[] = [];
  for (const press of presses) {
    const created = await createGenerations(studio.ports, studio.actor, press);
    if (!created.ok) throw new Error(`Not taken: ${created.error.code}`);
    ids.push(...created.value.map(({ id }) => id));
  }
  const url = `${studio.url}/api/status?ids=${ids.join()}`;
  for (;;) {
    const status = await readStatus(url, studio);
    const variants = status.generations.flatMap((group) => group.variants);
    if (variants.every((variant) => hasEnded(variant.status))) return { url, status };
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

async function readStatus(url: string, { headers }: BenchStudio): Promise<Status> {
  const response = await fetch(url, { headers });
  return statusSchema.parse(await response.json());
}
