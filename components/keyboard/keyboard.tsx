"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { focusComposer } from "@/components/composer/focus";
import { loadShortcuts, openKeyboard, useKeyboard } from "@/components/keyboard/keyboard-store";
import type { ShortcutId } from "@/components/keyboard/shortcuts";
import { useShortcutKeys } from "@/components/keyboard/use-shortcut-keys";
import { COMPOSER_ID } from "@/components/shell/skip-links";
import type { Theme, Viewer } from "@/lib/account/schema";
import { canRiskMoney } from "@/lib/generation/policy";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import { projectPath } from "@/lib/project/policy";

const CommandPalette = dynamic(
  async () => (await import("@/components/commands/command-palette")).CommandPalette,
  { ssr: false },
);
const ShortcutSheet = dynamic(
  async () => (await import("@/components/keyboard/shortcut-sheet")).ShortcutSheet,
  { ssr: false },
);

export type KeyboardProps = {
  viewer: Viewer;
  theme: Theme;
  /** What the palette finds by code and prompt. */
  generations: readonly GenerationView[];
  open: (generation: GenerationView, variant: VariantView) => void;
};

/** What the keys without a modifier do outside a picture. */
function useRun({ role, project }: Viewer) {
  const router = useRouter();
  const moves: Partial<Record<ShortcutId, () => void>> = {
    newPrompt: () =>
      document.getElementById(COMPOSER_ID)
        ? focusComposer("prompt")
        : router.push(projectPath(project.code)),
    goStudio: () => router.push(projectPath(project.code)),
    ...(canRiskMoney(role) && { goAttention: () => router.push("/attention") }),
    shortcuts: () => openKeyboard("sheet"),
  };
  return (id: ShortcutId) => moves[id]?.();
}

/** The keys of a page, and the two floats that they open. Stands once on a page. */
export function Keyboard(props: KeyboardProps) {
  const { viewer } = props;
  const { open } = useKeyboard();
  const run = useRun(viewer);
  useShortcutKeys(run);
  useEffect(() => loadShortcuts(viewer.user.id), [viewer.user.id]);
  if (open === "palette") return <CommandPalette {...props} run={run} />;
  return open === "sheet" ? <ShortcutSheet role={viewer.role} /> : null;
}
