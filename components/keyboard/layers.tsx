import type { Command } from "@/components/keyboard/commands";
import type { LayerKind, OpenLayer } from "@/components/keyboard/layer";
import { Palette } from "@/components/keyboard/palette";
import { Sheet } from "@/components/keyboard/sheet";
import { useStudioCommands } from "@/components/keyboard/use-studio-commands";
import { ProjectDialog } from "@/components/project/project-dialog";
import { PauseDialog } from "@/components/sending/pause-dialog";
import type { Theme, Viewer } from "@/lib/account/schema";

type LayersProps = {
  kind: LayerKind;
  /** What could be done on this screen when it opened. */
  here: readonly Command[];
  viewer: Viewer;
  theme: Theme;
  open: OpenLayer;
  close: () => void;
  /** Gives the focus back. */
  onClosed: () => void;
};

/** Loaded at the first use. */
export function Layers({ kind, here, viewer, theme, open, close, onClosed }: LayersProps) {
  const everywhere = useStudioCommands({ viewer, theme, open });
  switch (kind) {
    case "palette":
      return (
        <Palette userId={viewer.user.id} all={[...here, ...everywhere]} {...{ close, onClosed }} />
      );
    case "sheet":
      return <Sheet role={viewer.role} {...{ close, onClosed }} />;
    case "pause":
      return <PauseDialog {...{ close, onClosed }} />;
    case "newProject":
      return <ProjectDialog question="create" {...{ viewer, close, onClosed }} />;
  }
}
