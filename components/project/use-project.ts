import { useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { useAttempt } from "@/components/account/use-attempt";
import { chooseProjectAction } from "@/lib/project/actions";
import type { ProjectView } from "@/lib/project/schema";
import { PROJECT_PARAM, projectPath } from "@/lib/project/schema/facts";

/** Keeps the project in the address, so that a link lands where its sender was. */
export function useProjectAddress(code: string) {
  const isNamed = useSearchParams().has(PROJECT_PARAM);
  useEffect(() => {
    if (isNamed) return;
    // In a task of its own: the router listens to the history after its effects, which come after these.
    const timer = window.setTimeout(() => {
      const url = new URL(window.location.href);
      url.searchParams.set(PROJECT_PARAM, code);
      window.history.replaceState(null, "", url);
    });
    return () => window.clearTimeout(timer);
  }, [isNamed, code]);
}

/** Goes to another project; what is in the composer stays. */
export function useSwitchProject() {
  const router = useRouter();
  const { attempt } = useAttempt();
  return ({ id: projectId, code }: ProjectView) =>
    attempt(async () => {
      router.push(projectPath(code));
      await chooseProjectAction({ projectId });
    });
}
