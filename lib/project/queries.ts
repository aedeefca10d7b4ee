import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/shared/get-json";

/** Who sees a project. */
export const projectPeopleQuery = (projectId: string) =>
  queryOptions({
    queryKey: ["project", "people", projectId],
    queryFn: ({ signal }) =>
      getJson(
        `/api/projects/${projectId}/people`,
        async () => (await import("@/lib/project/schema")).opennessViewSchema,
        signal,
      ),
    // Asked each time that the question is.
    gcTime: 0,
  });
