import "server-only";

import { OPERATIONS } from "@/lib/api/schema/operations";
import { listUsage } from "@/lib/api/service";
import { listModels } from "@/lib/custom-model/service";
import { listPrices } from "@/lib/money/service/prices";
import type { UsageDay } from "@/lib/ports/daily-usage";
import { listProjects } from "@/lib/project/service";
import { getPorts } from "@/lib/server/composition";
import { ApiRefusal, defineApiRoute } from "@/lib/server/define-api-route";

export const tokenRoute = defineApiRoute(OPERATIONS.getToken, async ({ answer, token }) => {
  const { label, scopes, expiresAt, userId, personName, role } = token;
  const person = { id: userId, name: personName };
  return answer({ label, scopes, expiresAt: expiresAt.toISOString(), person, role });
});

export const projectsRoute = defineApiRoute(OPERATIONS.listProjects, async (call) => {
  const projects = await listProjects(getPorts(), call.actor);
  return call.answer({ projects: projects.map(({ id, name, code }) => ({ id, name, code })) });
});

export const modelsRoute = defineApiRoute(OPERATIONS.listModels, async (call) => {
  const [rows, prices] = await Promise.all([
    listModels(getPorts(), call.actor),
    listPrices(getPorts()),
  ]);
  const entered = new Map(
    prices.map(({ model, resolution, priceMicroUsd }) => [`${model} ${resolution}`, priceMicroUsd]),
  );
  return call.answer({
    models: rows.map((row) => ({
      ...{ id: row.id, label: row.label, aspectRatios: [...row.aspectRatios] },
      ...{ resolutions: [...row.resolutions], defaultResolution: row.defaultResolution },
      referenceImageCountMax: row.referenceImageCountMax,
      prices: row.resolutions.flatMap((resolution) => {
        const listed = row.own ? undefined : entered.get(`${row.id} ${resolution}`);
        const priceMicroUsd = listed ?? row.price.perImage[resolution];
        return priceMicroUsd === undefined ? [] : [{ resolution, priceMicroUsd }];
      }),
    })),
  });
});

const sumOf = (days: readonly UsageDay[]) => ({
  variantCount: days.reduce((sum, day) => sum + day.variantCount, 0),
  spentMicroUsd: days.reduce((sum, day) => sum + day.spentMicroUsd, 0),
});

export const usageRoute = defineApiRoute(OPERATIONS.getUsage, async (call) => {
  const listed = await listUsage(getPorts(), call.actor, call.query);
  if (!listed.ok) {
    const sentence = `from comes before to, at most ${listed.error.max} days with both.`;
    throw new ApiRefusal("invalid_input", { fields: { from: [sentence] } });
  }
  const { days, ...asked } = listed.value;
  return call.answer({
    ...asked,
    real: sumOf(days.filter(({ isSandbox }) => !isSandbox)),
    sandbox: sumOf(days.filter(({ isSandbox }) => isSandbox)),
    days,
  });
});
