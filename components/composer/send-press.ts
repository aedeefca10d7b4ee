import { ulid } from "ulid";
import { type Press, pressFor } from "@/components/composer/press";
import type { Refusal } from "@/components/composer/refusal";
import { createGenerationAction } from "@/lib/generation/actions";
import type { Asked } from "@/lib/generation/policy/requests";
import type { GenerationView } from "@/lib/generation/schema";
import { err, ok, type Result } from "@/lib/shared/result";

/** After these nobody knows whether the press was recorded. */
const UNANSWERED: ReadonlySet<Refusal["code"]> = new Set(["internal", "network"]);

/** A repeat of what nobody answered goes out under the same id. Never throws. */
export async function sendPress(
  press: { current: Press | null },
  { goesFirst: asksFirst = false, ...request }: Asked & { projectId: string; goesFirst?: boolean },
): Promise<Result<GenerationView[], Refusal>> {
  const body = JSON.stringify(request);
  press.current = pressFor(press.current, { body, goesFirst: asksFirst }, ulid);
  const { requestId, goesFirst } = press.current;
  // The network can fail below an action, and then it throws.
  const answer = await createGenerationAction({ ...request, requestId, goesFirst }).catch(() =>
    err<Refusal>({ code: "network" }),
  );
  if (answer.ok || !UNANSWERED.has(answer.error.code)) press.current = null;
  return answer.ok ? ok(answer.value.generations) : answer;
}
