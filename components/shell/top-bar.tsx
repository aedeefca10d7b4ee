import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ProjectSwitcher } from "@/components/project/project-switcher";
import { onDemand } from "@/components/ui/on-demand";
import type { Viewer } from "@/lib/account/schema";
import { SandboxBadge } from "./sandbox-badge";

const LateParts = onDemand(async () => (await import("./late-parts")).LateParts);

type TopBarProps = {
  viewer: Viewer;
  /** Lies at the right end, such as what is running. */
  children?: ReactNode;
  /** Of the team, its project and the sandbox. */
  instead?: ReactNode;
};

export function TopBar({ viewer, children, instead }: TopBarProps) {
  return (
    <header className="flex h-12 items-center gap-3 border-hair border-b bg-sheet px-5 [grid-area:top] max-tablet:h-13 max-tablet:border-b-0 max-tablet:bg-bench max-tablet:px-4 max-tablet:has-[search]:h-auto max-tablet:has-[search]:flex-wrap max-tablet:has-[search]:gap-x-2 max-tablet:has-[search]:gap-y-0 max-tablet:has-[search]:pt-1">
      {instead ?? <WhereAmI viewer={viewer} />}
      <LateParts viewer={viewer} />
      {children ? <div className="ms-auto flex items-center gap-2">{children}</div> : null}
    </header>
  );
}

function WhereAmI({ viewer }: { viewer: Viewer }) {
  const t = useTranslations("common.sandbox");
  const project = useTranslations("project");
  const { name, isClosed } = viewer.project;
  return (
    <>
      <div className="flex min-w-0 items-center gap-2">
        <span className="truncate text-ink-3 max-tablet:hidden">{viewer.team.name}</span>
        <span aria-hidden="true" className="text-ink-3 max-tablet:hidden">
          /
        </span>
        <ProjectSwitcher viewer={viewer}>
          {(trigger) => (
            <button
              type="button"
              {...trigger}
              aria-label={project("switchFrom", { name, isClosed: `${isClosed}` })}
              className="-mx-1.5 flex h-8 min-w-0 items-center gap-1.5 rounded-control px-1.5 font-strong text-[14px] tracking-[-.01em] hover:bg-hover data-[state=open]:bg-press max-tablet:h-11 max-tablet:text-[20px] max-tablet:tracking-[-.02em]"
            >
              <span data-closed={isClosed} className="truncate">
                {name}
              </span>
              <ChevronsUpDown className="size-3.5 text-ink-3" />
            </button>
          )}
        </ProjectSwitcher>
      </div>
      {viewer.gateway.isSandbox ? <SandboxBadge label={t("label")} hint={t("hint")} /> : null}
    </>
  );
}
