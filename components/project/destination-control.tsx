import { ArrowRight, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { ProjectSwitcher } from "@/components/project/project-switcher";
import { Button } from "@/components/ui/button";
import type { Viewer } from "@/lib/account/schema";

/** Where what is made next lands. */
export function DestinationControl({ viewer }: { viewer: Viewer }) {
  const t = useTranslations("project");
  const { name, isClosed } = viewer.project;
  return (
    <ProjectSwitcher viewer={viewer}>
      {(trigger) => (
        <Button
          {...trigger}
          kind="control"
          aria-label={t("landsIn", { name, isClosed: `${isClosed}` })}
        >
          <ArrowRight className="text-ink-3" />
          <span data-closed={isClosed} className="max-w-40 truncate">
            {name}
          </span>
          <ChevronDown className="size-3 text-ink-3" />
        </Button>
      )}
    </ProjectSwitcher>
  );
}
