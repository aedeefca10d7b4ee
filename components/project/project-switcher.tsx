"use client";

import { type ReactNode, useState } from "react";
import type { ProjectQuestion } from "@/components/project/project-question";
import { useSwitchProject } from "@/components/project/use-project";
import { onDemand } from "@/components/ui/on-demand";
import { type TriggerProps, useOpener } from "@/components/ui/use-opener";
import type { Viewer } from "@/lib/account/schema";

const ProjectPopover = onDemand(
  async () => (await import("@/components/project/project-popover")).ProjectPopover,
);
const ProjectDialog = onDemand(
  async () => (await import("@/components/project/project-dialog")).ProjectDialog,
);

type ProjectSwitcherProps = {
  viewer: Viewer;
  /** The button that opens it. */
  children: (trigger: TriggerProps) => ReactNode;
};

/** The list of projects under the button that opens it, and the two questions that it can ask. */
export function ProjectSwitcher({ viewer, children }: ProjectSwitcherProps) {
  const { isOpen, anchor, triggerProps } = useOpener("dialog");
  const [question, setQuestion] = useState<ProjectQuestion | null>(null);
  const switchTo = useSwitchProject();
  return (
    <>
      {children(triggerProps)}
      {isOpen ? (
        <ProjectPopover
          anchor={anchor}
          viewer={viewer}
          choose={(project) => {
            anchor.close();
            if (project.id !== viewer.project.id) switchTo(project);
          }}
          ask={(asked) => {
            anchor.close();
            setQuestion(asked);
          }}
        />
      ) : null}
      {question ? (
        <ProjectDialog
          viewer={viewer}
          question={question}
          close={() => setQuestion(null)}
          onClosed={() => anchor.trigger.current?.focus()}
        />
      ) : null}
    </>
  );
}
