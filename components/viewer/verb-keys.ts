import { useTranslations } from "next-intl";
import { REMIX } from "@/components/composer/recall-parts";
import { isDone } from "@/components/generation/cells";
import { type CopyWords, copyText } from "@/components/generation/copy-text";
import type { FeedVerbs } from "@/components/generation/verbs";
import { type CommandName, useCommands } from "@/components/keyboard/commands";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import { imageDownloadUrl } from "@/lib/image/schema/facts";

type Shown = { generation: GenerationView; variant: VariantView; verbs: FeedVerbs };

function download(imageId: string) {
  const link = document.createElement("a");
  link.href = imageDownloadUrl(imageId);
  link.download = "";
  link.click();
}

/** Null where the buttons beside the picture have none either. */
function verbsOf({ generation, variant, verbs }: Shown, words: CopyWords) {
  const image = isDone(variant) ? variant.image : null;
  const { stage, refer, annotate, finish } = verbs;
  // What somebody brought was never asked for: nothing of it can be asked for again.
  const isMade = !generation.upload;
  return {
    goOnFrom: image && stage && (() => stage(generation, variant)),
    useRecipe: isMade ? () => verbs.recall(generation) : null,
    remix: isMade && stage ? () => verbs.take(generation, REMIX) : null,
    refer: image && refer && (() => refer(generation, variant)),
    compare: image && (() => verbs.compare(generation, variant)),
    compareVersions:
      image && generation.parent ? () => verbs.compareVersions(generation, variant) : null,
    copyPrompt: isMade ? () => void copyText(generation.prompt, words) : null,
    annotate: image && annotate && (() => annotate(generation, variant)),
    finish: isMade && image && finish ? () => finish(generation, variant) : null,
    download: variant.image && (() => variant.image && download(variant.image.id)),
  } satisfies Partial<Record<CommandName, (() => void) | null>>;
}

/** What can be done with the picture, by its keys and in the palette. */
export function useVerbKeys(shown: Shown): void {
  const t = useTranslations("viewer");
  const verbs = verbsOf(shown, { copied: t("copied"), failed: t("copyFailed") });
  useShortcut("useRecipe", verbs.useRecipe);
  useShortcut("remix", verbs.remix);
  useShortcut("refer", verbs.refer);
  useShortcut("compare", verbs.compare);
  useShortcut("compareVersions", verbs.compareVersions);
  useShortcut("copyPrompt", verbs.copyPrompt);
  useShortcut("annotate", verbs.annotate);
  useShortcut("finish", verbs.finish);
  useShortcut("download", verbs.download);
  useCommands(() =>
    VERBS.flatMap((name) => {
      const run = verbs[name];
      const shortcut = name === "goOnFrom" ? {} : { shortcut: name };
      return run ? [{ name, run, where: "viewer", ...shortcut }] : [];
    }),
  );
}

const VERBS = [
  "goOnFrom",
  "useRecipe",
  "remix",
  "refer",
  "compare",
  "compareVersions",
  "copyPrompt",
  "annotate",
  "finish",
  "download",
] as const;
