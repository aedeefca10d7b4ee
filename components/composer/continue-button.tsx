import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Generate, useBlockText } from "@/components/composer/generate-button";
import type { Composer } from "@/components/composer/use-composer";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { PlainImage } from "@/components/ui/plain-image";
import { imageUrl } from "@/lib/image/schema/facts";

type ContinueButtonProps = { composer: Composer; generate: Generate };

/** The second verb: it goes on from the staged picture, and is there only while one is staged. */
export function ContinueButton({ composer, generate }: ContinueButtonProps) {
  const t = useTranslations("composer");
  const keys = useKeys("goOn");
  const reason = useBlockText(composer)("staged") ?? undefined;
  const { staged } = composer.state;
  if (!staged) return null;
  return (
    <div className="me-2 flex items-center gap-1 max-[480px]:me-0 max-[480px]:w-full">
      <IconButton
        icon={X}
        size={26}
        label={t("unstage", { code: staged.code })}
        onClick={composer.unstage}
        className="max-[480px]:order-last max-[480px]:size-11"
      />
      <Button
        kind="outline"
        size={36}
        disabledReason={reason}
        hint={[staged.code, keys].filter(Boolean).join(" · ")}
        onClick={({ detail }) => detail < 2 && generate("staged")}
        className="max-[480px]:flex-1 max-tablet:h-11"
      >
        <PlainImage
          src={imageUrl(staged.imageId, 320)}
          alt=""
          className="-ms-1.5 h-[27px] w-[22px] max-desk:hidden max-tablet:block rounded-print bg-well object-cover"
        />
        {t(`goOn.${staged.verb}`)}
      </Button>
    </div>
  );
}
