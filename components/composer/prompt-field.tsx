import { useTranslations } from "next-intl";
import { useId, useRef } from "react";
import { hasLines } from "@/components/composer/compiled-prompt";
import { focusTarget } from "@/components/composer/focus";
import { promptLength } from "@/components/composer/generate-block";
import type { Composer } from "@/components/composer/use-composer";
import { useEditorSwap } from "@/components/composer/use-editor-swap";
import type { NamedReference } from "@/components/prompt-editor/prompt-context";
import type { PromptEditorVerbs } from "@/components/prompt-editor/prompt-editor";
import { HistoryButton } from "@/components/prompt-history/history-button";
import { imageOf } from "@/components/reference-image/slots";
import { useFilePicker } from "@/components/reference-image/use-file-picker";
import { cn } from "@/components/ui/cn";
import { inFirstPaint, onDemand } from "@/components/ui/on-demand";
import { referenceImageUrl } from "@/lib/reference-image/schema/facts";

const PastLine = onDemand(
  async () => (await import("@/components/prompt-history/past-line")).PastLine,
);

const TextLines = inFirstPaint(
  async () => (await import("@/components/composer/text-lines")).TextLines,
);

/** Plain text with its tokens drawn, and what the text asks for below it. */
export function PromptField({ composer }: { composer: Composer }) {
  const t = useTranslations("composer");
  const id = useId();
  const { length, max, isNear } = promptLength(composer.state);
  const isTooLong = length > max;
  const { history } = composer;
  return (
    <div>
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <Field
            composer={composer}
            isInvalid={isTooLong}
            describedBy={isNear ? `${id}-count` : null}
          />
        </div>
        <HistoryButton history={history} />
      </div>
      {history.stop ? <PastLine stop={history.stop} /> : null}
      {isNear ? (
        <p
          id={`${id}-count`}
          className={cn("font-mono text-slug", isTooLong ? "text-red" : "text-ink-3")}
        >
          {t("promptCount", { length, max })}
        </p>
      ) : null}
      {hasLines(composer.state) ? <TextLines composer={composer} /> : null}
    </div>
  );
}

type FieldProps = { composer: Composer; isInvalid: boolean; describedBy: string | null };

function Field(props: FieldProps) {
  const { composer, isInvalid, describedBy } = props;
  const t = useTranslations("composer");
  const verbs = useRef<PromptEditorVerbs>(null);
  const references = useNamedReferences(composer);
  const { swapped, fieldRef } = useEditorSwap(composer.state.prompt);
  const { inputProps, open } = useFilePicker((files) => {
    void composer.tray.add(files).then(() => verbs.current?.goOnNaming());
  });
  if (!swapped) return <PlainField {...props} fieldRef={fieldRef} />;
  const { Editor, handover } = swapped;
  return (
    <div className="text-prompt">
      <Editor
        state={composer.state}
        replacement={composer.replacement}
        references={references}
        words={{
          label: t("prompt"),
          placeholder: t("placeholder"),
          references: t("references"),
          add: t("add"),
          used: t("usedName"),
          isInvalid,
          describedBy,
        }}
        handlers={{
          change: composer.setPrompt,
          restore: composer.restore,
          switchOn: composer.tray.switchOn,
          pickFiles: open,
          addFiles: (files) => void composer.tray.add(files),
        }}
        handover={handover}
        kept={composer.editorRef}
        verbs={verbs}
      />
      <input {...inputProps} />
    </div>
  );
}

function useNamedReferences({ state }: Composer): NamedReference[] {
  const t = useTranslations("composer");
  return state.slots.map((slot, index) => {
    const image = imageOf(slot);
    return {
      number: index + 1,
      name: slot.name,
      detail: [slot.role && t(`role.${slot.role}`), slot.isEnabled ? null : t("off")]
        .filter(Boolean)
        .join(", "),
      isEnabled: slot.isEnabled,
      url: image && referenceImageUrl(image.id, 320),
    };
  });
}

type PlainFieldProps = FieldProps & { fieldRef: React.RefObject<HTMLTextAreaElement | null> };

/** Grows with its text from two lines to ten, then scrolls: an invisible copy of the text gives the height. */
function PlainField({ composer, isInvalid, describedBy, fieldRef }: PlainFieldProps) {
  const t = useTranslations("composer");
  const { prompt } = composer.state;
  return (
    <div
      data-copy={`${prompt} `}
      className="grid max-h-[10lh] min-h-[2lh] grid-rows-[minmax(0,1fr)] overflow-hidden text-prompt after:invisible after:min-h-0 after:whitespace-pre-wrap after:break-words after:content-[attr(data-copy)] after:[grid-area:1/1]"
    >
      <textarea
        {...focusTarget("prompt")}
        ref={fieldRef}
        dir="auto"
        rows={2}
        aria-label={t("prompt")}
        placeholder={t("placeholder")}
        value={prompt}
        onChange={(event) => composer.setPrompt(event.target.value)}
        aria-invalid={isInvalid || undefined}
        aria-describedby={describedBy ?? undefined}
        className="min-h-0 w-full resize-none overflow-y-auto break-words bg-transparent outline-none [grid-area:1/1]"
      />
    </div>
  );
}
