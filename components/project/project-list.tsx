import { Check, type LucideIcon, Pencil, Plus, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import type { ProjectQuestion } from "@/components/project/project-question";
import type { Viewer } from "@/lib/account/schema";
import { canMakeProjects } from "@/lib/project/policy";
import type { ProjectView } from "@/lib/project/schema";

/** With more than these nobody reads the list through. */
const SEARCH_FROM = 9;

const ROW =
  "flex min-h-[34px] w-full items-center gap-2.5 rounded-[5px] px-2 text-start outline-none hover:bg-hover focus-visible:bg-hover max-tablet:min-h-11";

const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrows walk through the rows, from the search too. */
function walkRows(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("input, button")];
  const index = rows.findIndex((row) => row.matches(":focus"));
  event.preventDefault();
  rows.at((index + step) % rows.length)?.focus();
}

const includesText = (text: string) => {
  const wanted = text.trim().toLowerCase();
  return ({ name, code }: ProjectView) => `${code} ${name}`.toLowerCase().includes(wanted);
};

type ProjectListProps = {
  viewer: Viewer;
  choose: (project: ProjectView) => void;
  ask: (question: ProjectQuestion) => void;
};

export function ProjectList({ viewer, choose, ask }: ProjectListProps) {
  const t = useTranslations("project");
  const [text, setText] = useState("");
  const { projects, project: current } = viewer;
  const found = projects.filter(includesText(text));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside
    <div onKeyDown={walkRows}>
      {projects.length < SEARCH_FROM ? null : (
        <input
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={text}
          onChange={({ target }) => setText(target.value)}
          className="mb-1.5 h-9 w-full rounded-control bg-well px-2.5 outline-none max-tablet:h-11"
        />
      )}
      <ul aria-label={t("projects")}>
        {found.map((project) => (
          <li key={project.id}>
            <ProjectRow
              project={project}
              isCurrent={project.id === current.id}
              choose={() => choose(project)}
            />
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="px-2 py-1.5 text-ink-2">{t("noneFound")}</p> : null}
      {canMakeProjects(viewer.role) ? (
        <div className="mt-1.5 border-hair border-t pt-1.5">
          <ActionRow icon={Pencil} onClick={() => ask("rename")}>
            {t("renameThis", { name: current.name })}
          </ActionRow>
          <ActionRow icon={Users} onClick={() => ask("people")}>
            {t("people.title", { name: current.name })}
          </ActionRow>
          <ActionRow icon={Plus} onClick={() => ask("create")}>
            {t("newProject")}
          </ActionRow>
        </div>
      ) : null}
    </div>
  );
}

type ProjectRowProps = { project: ProjectView; isCurrent: boolean; choose: () => void };

function ProjectRow({ project, isCurrent, choose }: ProjectRowProps) {
  const t = useTranslations("project");
  return (
    <button type="button" aria-current={isCurrent || undefined} onClick={choose} className={ROW}>
      <span data-closed={project.isClosed} className="min-w-0 flex-1 truncate">
        {project.name}
        {project.isClosed ? <span className="sr-only">, {t("closed")}</span> : null}
      </span>
      <span className="font-mono text-ink-2 text-slug">{project.code}</span>
      <Check className={isCurrent ? "size-3.5 text-blue" : "size-3.5 opacity-0"} />
    </button>
  );
}

type ActionRowProps = { icon: LucideIcon; onClick: () => void; children: ReactNode };

function ActionRow({ icon: Icon, onClick, children }: ActionRowProps) {
  return (
    <button type="button" onClick={onClick} className={ROW}>
      <Icon className="text-ink-2" />
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </button>
  );
}
