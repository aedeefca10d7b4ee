import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { type Command, commandsAt } from "@/components/keyboard/commands";
import { startKeyboard } from "@/components/keyboard/keyboard-store";
import type { LayerKind, OpenLayer } from "@/components/keyboard/layer";
import { placeNow } from "@/components/keyboard/place";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { onDemand } from "@/components/ui/on-demand";
import type { Theme, Viewer } from "@/lib/account/schema";
import { canRiskMoney } from "@/lib/generation/policy";
import { LIBRARY_PATH } from "@/lib/library/schema/paths";
import { projectPath } from "@/lib/project/schema/facts";

const Layers = onDemand(async () => (await import("@/components/keyboard/layers")).Layers);

function useGoKeys({ project, role }: Viewer) {
  const router = useRouter();
  const path = usePathname();
  const goTo = (href: string) => (path === href.split("?")[0] ? null : () => router.push(href));
  useShortcut("goStudio", goTo(projectPath(project.code)));
  useShortcut("goLibrary", goTo(LIBRARY_PATH));
  useShortcut("goAttention", canRiskMoney(role) ? goTo("/attention") : null);
}

/** The palette and the sheet, once on a screen, with the keys that work on each. */
export function useLayers(viewer: Viewer, theme: Theme) {
  const [shown, setShown] = useState<{ kind: LayerKind; here: Command[] } | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const { user, keyboard } = viewer;
  useEffect(() => startKeyboard(user.id, keyboard), [user.id, keyboard]);

  const open: OpenLayer = (next, from) => {
    opener.current = from ?? (document.activeElement as HTMLElement | null);
    setShown({ kind: next, here: commandsAt(placeNow()) });
  };
  useShortcut("palette", () => open("palette"));
  useShortcut("sheet", () => open("sheet"));
  useGoKeys(viewer);

  const layers = shown ? (
    <>
      {/* What is typed before the palette is there is for the palette, not for the keys of the page. */}
      {shown.kind === "palette" && (
        <textarea data-early className="sr-only" ref={(field) => field?.focus()} />
      )}
      <Layers
        {...{ ...shown, viewer, theme, open }}
        close={() => setShown(null)}
        onClosed={() => opener.current?.focus()}
      />
    </>
  ) : null;
  return { open, layers };
}
