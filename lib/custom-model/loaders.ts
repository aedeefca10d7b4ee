import "server-only";

import { listModels } from "@/lib/custom-model/service";
import { requireActor } from "@/lib/server/actor";
import { getPorts } from "@/lib/server/composition";

/** Every row that can be chosen, for the composer. */
export const loadModels = async () => listModels(getPorts(), await requireActor());
