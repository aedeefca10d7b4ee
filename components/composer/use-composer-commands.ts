import { focusComposer } from "@/components/composer/focus";
import { generateBlock, type Way } from "@/components/composer/generate-block";
import type { Generate } from "@/components/composer/generate-button";
import { modelOf } from "@/components/composer/settings";
import type { Composer } from "@/components/composer/use-composer";
import { type Command, useCommands } from "@/components/keyboard/commands";
import { useShortcut } from "@/components/keyboard/use-shortcut";

/** What the palette can do to the composer, and the key that leads into it. */
export function useComposerCommands(composer: Composer, generate: Generate): void {
  const { state, pick, setModel, isSending } = composer;
  const focus = () => focusComposer("prompt");
  const isOpen = (way: Way) => !isSending && generateBlock(state, composer, way) === null;
  useShortcut("focusPrompt", focus);
  useCommands(() => {
    const generates: Command[] = [
      { name: "generate", shortcut: "generate", run: () => generate("fresh") },
      {
        name: "generateFirst",
        shortcut: "generateFirst",
        run: () => generate("fresh", { goesFirst: true }),
      },
    ];
    const goesOn: Command[] = [{ name: "goOn", shortcut: "goOn", run: () => generate("staged") }];
    const models = state.models
      .filter(({ id }) => id !== state.model)
      .map(
        ({ id, label: which }): Command => ({ name: "modelOf", which, run: () => setModel(id) }),
      );
    const ratios = modelOf(state)
      .aspectRatios.filter((ratio) => ratio !== state.aspectRatio)
      .map(
        (ratio): Command => ({
          name: "aspectRatioOf",
          which: ratio,
          run: () => pick({ aspectRatio: ratio }),
        }),
      );
    return [
      ...(isOpen("fresh") ? generates : []),
      ...(state.staged && isOpen("staged") ? goesOn : []),
      { name: "focusPrompt", shortcut: "focusPrompt", run: focus } as const,
      ...[...ratios, ...models].map((command): Command => ({ ...command, isFoundOnly: true })),
    ].map((command): Command => ({ ...command, where: "page" }));
  });
}
