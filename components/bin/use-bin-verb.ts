import { useBinning } from "@/components/bin/use-binning";
import { isDone } from "@/components/generation/cells";
import type { FeedVerbs } from "@/components/generation/verbs";
import { useCommands } from "@/components/keyboard/commands";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

type Shown = { generation: GenerationView; variant: VariantView; verbs: FeedVerbs };

export type BinVerb = {
  /** Null where there is nothing to put in, or to take out. */
  put: (() => void) | null;
  restore: (() => void) | null;
};

/** By its key and in the palette. `leave` leads to the next picture. Null for who may only look on. */
export function useBinVerb(
  { generation, variant, verbs }: Shown,
  leave: () => void,
): BinVerb | null {
  const { bin, restore } = useBinning();
  // Who may make pictures may throw them away.
  const may = verbs.stage !== null && isDone(variant);
  const putAway = async () => {
    if (await bin({ generation, variant })) leave();
  };
  const put = may && variant.gone === null ? () => void putAway() : null;
  useShortcut("bin", put);
  useCommands(() => (put ? [{ name: "bin", shortcut: "bin", where: "viewer", run: put }] : []));
  const back = variant.gone === "binned" ? () => void restore({ generation, variant }) : null;
  return may ? { put, restore: back } : null;
}
