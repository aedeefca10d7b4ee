"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { ProjectDialog } from "@/components/project/project-dialog";
import { ProjectList } from "@/components/project/project-list";
import type { ProjectQuestion } from "@/components/project/project-question";
import { useSwitchProject } from "@/components/project/use-project";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { Viewer } from "@/lib/account/schema";

/** The list of projects under the button that opens it, and the two questions that it can ask. */
export function ProjectSwitcher({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  const t = useTranslations("project");
  const [isOpen, setIsOpen] = useState(false);
  const [question, setQuestion] = useState<ProjectQuestion | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const switchTo = useSwitchProject();
  return (
    <>
      <Popover open={isOpen} onOpenChange={setIsOpen}>
        <PopoverTrigger ref={trigger} asChild>
          {children}
        </PopoverTrigger>
        <PopoverContent aria-label={t("projects")} className="w-[min(300px,calc(100vw-16px))]">
          <ProjectList
            viewer={viewer}
            choose={(project) => {
              setIsOpen(false);
              if (project.id !== viewer.project.id) switchTo(project);
            }}
            ask={(asked) => {
              setIsOpen(false);
              setQuestion(asked);
            }}
          />
        </PopoverContent>
      </Popover>
      {question ? (
        <ProjectDialog
          viewer={viewer}
          question={question}
          close={() => setQuestion(null)}
          onClosed={() => trigger.current?.focus()}
        />
      ) : null}
    </>
  );
}
