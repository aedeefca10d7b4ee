import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { Viewer } from "@/lib/account/schema";
import { createProjectAction, renameProjectAction } from "@/lib/project/actions";
import type { CreateProject } from "@/lib/project/schema";
import { projectPath } from "@/lib/project/schema/facts";

/** Makes or renames a project and shows it. */
export function useProjectForm({ project }: Viewer, close: () => void) {
  const router = useRouter();
  const [error, setError] = useState<"code_taken" | "failed" | null>(null);
  const [isPending, startTransition] = useTransition();

  const run = (send: () => Promise<void>) =>
    startTransition(async () => {
      setError(null);
      await send().catch(() => setError("failed"));
    });

  return {
    error,
    isPending,
    create: (input: CreateProject) =>
      run(async () => {
        const created = await createProjectAction(input);
        if (!created.ok) {
          setError(created.error.code === "code_taken" ? "code_taken" : "failed");
          return;
        }
        router.push(projectPath(created.value.project.code));
        close();
      }),
    rename: (name: string) =>
      run(async () => {
        const renamed = await renameProjectAction({ projectId: project.id, name });
        if (!renamed.ok) {
          setError("failed");
          return;
        }
        router.refresh();
        close();
      }),
  };
}
