import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Board } from "@/components/annotate/board";
import { MarkList } from "@/components/annotate/mark-list";
import { markedCopy } from "@/components/annotate/marked-copy";
import { centralMark, type Hand, type Point } from "@/components/annotate/marks";
import { Toolbar } from "@/components/annotate/toolbar";
import { useMarks } from "@/components/annotate/use-marks";
import { type UploadEnd, uploadFile } from "@/components/reference-image/upload-file";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Field } from "@/components/ui/field";
import { showToast } from "@/components/ui/toast";
import type { Staged } from "@/lib/draft/schema";
import type { Mark } from "@/lib/generation/schema/inputs";
import type { ImageView } from "@/lib/image/schema";
import { imageUrl } from "@/lib/image/schema/facts";

export type AnnotateTarget = {
  image: Pick<ImageView, "id" | "width" | "height">;
  code: string;
  /** What was drawn on it before. */
  marks: readonly Mark[];
};

type AnnotateDialogProps = {
  target: AnnotateTarget;
  stage: (staged: Staged) => void;
  close: () => void;
  /** Gives the focus back. */
  onClosed: () => void;
};

const upload = (file: File) =>
  new Promise<UploadEnd>((resolve) => {
    uploadFile(file, { progress: () => undefined, end: resolve });
  });

/** What is in the hand, and which of the marks it is at. */
function useHand(marks: readonly Mark[]) {
  const [hand, setHand] = useState<Hand>("arrow");
  const [index, choose] = useState<number | null>(null);
  const mark = index === null ? undefined : marks[index];
  return { hand, setHand, chosen: mark ? index : null, mark, choose };
}

/** Arrows, boxes and words on a picture that say where; what is to change is typed in the composer. */
export function AnnotateDialog({ target, stage, close, onClosed }: AnnotateDialogProps) {
  const t = useTranslations("annotate");
  const { image, code } = target;
  const { marks, add, change, remove, undo, keep } = useMarks(image.id, target.marks);
  const { hand, setHand, chosen, mark, choose } = useHand(marks);
  const [text, setText] = useState("");
  const [hasFailed, setHasFailed] = useState(false);
  const [isPending, startTransition] = useTransition();
  const src = imageUrl(image.id, 1600);
  const label = text.trim() || t("here");
  function placeLabel(at: Point) {
    add({ kind: "label", at, text: label });
    choose(null);
  }

  function leave() {
    if (undo) showToast({ text: t("kept", { code }) });
    close();
  }
  const run = () =>
    startTransition(async () => {
      const drawn = marks.map((each) => named(each, t("here")));
      const name = `${code.replace("/", "-")}-marks.jpg`;
      const copy = await markedCopy(src, drawn, name).then(upload, () => null);
      setHasFailed(!copy?.ok);
      if (!copy?.ok) return;
      keep();
      stage({ imageId: image.id, code, verb: "region", marks: drawn, markedId: copy.value.id });
      close();
    });

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && leave()}>
      <DialogContent
        title={t("title", { code })}
        description={t("text")}
        closeLabel={t("close")}
        onClosed={onClosed}
        className="w-[min(64rem,calc(100vw-2rem))] max-h-[94dvh]"
      >
        <div className="flex flex-col gap-3">
          <Toolbar
            {...{ hand, setHand, undo }}
            addInMiddle={hand === "move" ? null : () => add(centralMark(hand, label))}
          />
          {mark?.kind === "label" ? (
            <LabelField
              label={t("textOf", { number: (chosen ?? 0) + 1 })}
              text={mark.text}
              set={(changed) => chosen !== null && change(chosen, { ...mark, text: changed })}
            />
          ) : null}
          {hand === "label" && mark?.kind !== "label" ? (
            <LabelField label={t("labelText")} text={text} set={setText} />
          ) : null}
          <Board
            {...{ src, marks, chosen, choose, hand, add, change, placeLabel }}
            width={image.width}
            height={image.height}
          />
          <MarkList {...{ marks, chosen, choose, change, remove }} />
          <DialogFoot
            alert={hasFailed ? t("failed") : null}
            cancelLabel={t("cancel")}
            cancel={leave}
          >
            <Button
              kind="paper"
              isLoading={isPending}
              disabledReason={marks.length === 0 ? t("nothingDrawn") : undefined}
              onClick={run}
            >
              {t("confirm")}
            </Button>
          </DialogFoot>
        </div>
      </DialogContent>
    </Dialog>
  );
}

/** A label that was emptied still points somewhere. */
const named = (mark: Mark, empty: string): Mark =>
  mark.kind === "label" ? { ...mark, text: mark.text.trim() || empty } : mark;

type LabelFieldProps = { label: string; text: string; set: (text: string) => void };

function LabelField({ label, text, set }: LabelFieldProps) {
  const t = useTranslations("annotate");
  return (
    <Field
      label={label}
      value={text}
      maxLength={120}
      placeholder={t("here")}
      onChange={({ target }) => set(target.value)}
    />
  );
}
