import { useTranslations } from "next-intl";
import { BudgetLeft } from "@/components/composer/budget-left";
import { ContinueButton } from "@/components/composer/continue-button";
import { type Generate, GenerateButton, useBlockText } from "@/components/composer/generate-button";
import { NoticeLine } from "@/components/composer/notice-line";
import { PhonePickers } from "@/components/composer/phone-pickers";
import { PhoneSettings } from "@/components/composer/phone-settings";
import { PromptField } from "@/components/composer/prompt-field";
import { RefusalLine } from "@/components/composer/refusal-line";
import { TrayRow } from "@/components/composer/tray-row";
import type { Composer } from "@/components/composer/use-composer";
import { TeamStrip } from "@/components/made-before/team-strip";
import { LintLine } from "@/components/reference-image/lint-line";
import { RequestPreview } from "@/components/request-preview/request-preview";
import { Dialog, DialogContent } from "@/components/ui/dialog";

type PhoneSheetProps = {
  composer: Composer;
  generate: Generate;
  close: () => void;
  onClosed: () => void;
};

/** The whole composer, for a thumb: what is written scrolls, what is pressed stays. */
export function PhoneSheet({ composer, generate, close, onClosed }: PhoneSheetProps) {
  const t = useTranslations("composer");
  return (
    <Dialog open onOpenChange={close}>
      <DialogContent
        title={t("newPicture")}
        closeLabel={t("close")}
        isSheet
        onClosed={onClosed}
        className="h-[92dvh] bg-tray"
        foot={<Foot composer={composer} generate={generate} />}
      >
        <div className="flex flex-col gap-3">
          <TrayRow tray={composer.tray} drop={null} />
          <LintLine composer={composer} />
          <PhonePickers add={composer.tray.add} />
          <PromptField composer={composer} />
          <RequestPreview composer={composer} />
          <RefusalLine composer={composer} generate={generate} />
          <NoticeLine composer={composer} />
          <TeamStrip composer={composer} />
        </div>
      </DialogContent>
    </Dialog>
  );
}

function Foot({ composer, generate }: Pick<PhoneSheetProps, "composer" | "generate">) {
  const reason = useBlockText(composer)("fresh");
  return (
    <div className="flex flex-col gap-3">
      <PhoneSettings composer={composer} />
      {reason ? <p className="text-ink-2 text-small">{reason}</p> : null}
      <p className="@container text-ink-3 text-small empty:hidden">
        <BudgetLeft composer={composer} />
      </p>
      <div className="flex flex-wrap gap-2">
        <ContinueButton composer={composer} generate={generate} />
        <GenerateButton composer={composer} generate={generate} className="flex-1" />
      </div>
    </div>
  );
}
