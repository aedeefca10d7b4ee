import { Copy, SquareTerminal } from "lucide-react";
import { useTranslations } from "next-intl";
import { copyText } from "@/components/generation/copy-text";
import { curlOf, jsonOf } from "@/components/request-preview/curl";
import { AspectGlyph } from "@/components/ui/aspect-glyph";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import type { Preview } from "@/lib/generation/schema/preview";

type PreviewHeadProps = {
  preview: Preview;
  call: Preview["calls"][number];
  /** Why what is shown cannot be sent any more. */
  obstacle: string | undefined;
};

export function PreviewHead({ preview, call, obstacle }: PreviewHeadProps) {
  const t = useTranslations("preview");
  const { aspectRatio, resolution, variantCount, calls } = preview;
  const copy = (text: string, copied: string) =>
    void copyText(text, { copied, failed: t("copyFailed") });
  return (
    <div className="sticky top-0 z-1 flex flex-wrap items-center gap-1.5 border-hair border-b bg-float px-4 py-2.5 max-[480px]:pt-0">
      <Chip>
        <AspectGlyph ratio={aspectRatio} size={11} />
        {aspectRatio}
      </Chip>
      <Chip>{resolution}</Chip>
      <Chip>{t("tasks", { count: variantCount * calls.length })}</Chip>
      <span className="-me-2 ms-auto flex">
        <Button
          kind="ghost"
          size={26}
          icon={Copy}
          aria-label={t("copyJson")}
          hint={t("copyJson")}
          disabledReason={obstacle}
          onClick={() => copy(jsonOf(call), t("jsonCopied"))}
          className="max-tablet:min-h-11"
        >
          JSON
        </Button>
        <Button
          kind="ghost"
          size={26}
          icon={SquareTerminal}
          aria-label={t("copyCurl")}
          hint={t("copyCurl")}
          disabledReason={obstacle}
          onClick={() => copy(curlOf(call), t("curlCopied"))}
          className="max-tablet:min-h-11"
        >
          curl
        </Button>
      </span>
    </div>
  );
}
