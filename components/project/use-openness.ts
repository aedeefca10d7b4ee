import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { Messages } from "@/lib/i18n/messages";
import { setOpennessAction } from "@/lib/project/actions/openness";
import type { SetOpenness } from "@/lib/project/schema";

type Refusal = keyof Messages["project"]["people"]["refused"];

const SAID: ReadonlySet<string> = new Set<Refusal>(["last_open", "not_found", "not_allowed"]);
const isSaid = (code: string): code is Refusal => SAID.has(code);

/** Says who sees the project, and shows it. */
export function useOpenness(projectId: string, close: () => void) {
  const router = useRouter();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, startTransition] = useTransition();

  const save = (openness: Omit<SetOpenness, "projectId">) =>
    startTransition(async () => {
      setRefusal(null);
      const done = await setOpennessAction({ projectId, ...openness }).catch(() => null);
      if (done?.ok) {
        router.refresh();
        close();
        return;
      }
      const code = done?.error.code ?? "";
      setRefusal(isSaid(code) ? code : "failed");
    });

  return { refusal, isPending, save };
}
