import { useTranslations } from "next-intl";
import { BarRow } from "@/components/library/bar-row";
import type { Viewer } from "@/lib/account/schema";

type Project = Viewer["projects"][number];
type MoveListProps = { projects: readonly Project[]; choose: (project: Project) => void };

export function MoveList({ projects, choose }: MoveListProps) {
  const t = useTranslations("library.selection");
  return (
    <>
      <p id="move-to" className="px-2 pt-1 pb-1.5 text-ink-2 text-small">
        {t("moveTo")}
      </p>
      <ul aria-labelledby="move-to">
        {projects.map((project) => (
          <BarRow key={project.id} aside={project.code} press={() => choose(project)}>
            <span data-closed={project.isClosed}>{project.name}</span>
          </BarRow>
        ))}
      </ul>
    </>
  );
}
