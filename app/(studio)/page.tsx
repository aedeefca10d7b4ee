import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { CELL_HEIGHT_COOKIE, cellHeightOf } from "@/components/generation/cell-height";
import { INSPECTOR_COOKIE, INSPECTOR_OPEN } from "@/components/inspector/inspector-cookie";
import { Studio } from "@/components/studio/studio";
import { loadViewer } from "@/lib/account/loaders";
import { THEME_COOKIE, themeSchema } from "@/lib/account/schema";
import { loadModels } from "@/lib/custom-model/loaders";
import { loadDraft } from "@/lib/draft/loaders";
import { loadFirstGenerations } from "@/lib/generation/loaders";
import { PROJECT_PARAM } from "@/lib/project/schema/facts";

export default async function StudioPage({ searchParams }: PageProps<"/">) {
  const query = await searchParams;
  const asked = query[PROJECT_PARAM];
  const viewer = await loadViewer(typeof asked === "string" ? asked : null);
  if (!viewer) redirect(signInPath(query));
  const [initialPage, initialDraft, models] = await Promise.all([
    loadFirstGenerations(viewer.project.id),
    loadDraft(),
    loadModels(),
  ]);
  const kept = await cookies();
  return (
    <Studio
      theme={themeSchema.catch("dark").parse(kept.get(THEME_COOKIE)?.value)}
      cellHeight={cellHeightOf(kept.get(CELL_HEIGHT_COOKIE)?.value)}
      isInspectorOpen={kept.get(INSPECTOR_COOKIE)?.value === INSPECTOR_OPEN}
      {...{ viewer, initialPage, initialDraft, models }}
    />
  );
}

/** Keeps the address of a picture that was shared, for after the sign-in. */
function signInPath(query: Record<string, string | string[] | undefined>): string {
  const kept = Object.entries(query).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return kept.length === 0
    ? "/sign-in"
    : `/sign-in?${new URLSearchParams({ to: `/?${new URLSearchParams(kept)}` })}`;
}
