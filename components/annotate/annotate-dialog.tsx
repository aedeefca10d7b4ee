import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Board } from "@/components/annotate/board";
import { MarkList } from "@/components/annotate/mark-list";
import { markedCopy } from "@/components/annotate/marked-copy";
import { centralMark, type Point, type Tool } from "@/components/annotate/marks";
import { Toolbar } from "@/components/annotate/toolbar";
import { useMarks } from "@/components/annotate/use-marks";
import { type UploadEnd, uploadFile } from "@/components/reference-image/upload-file";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Field } from "@/components/ui/field";
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

/** Arrows, boxes and words on a picture that say where; what is to change is typed in the composer. */
export function AnnotateDialog({ target, stage, close, onClosed }: AnnotateDialogProps) {
  const t = useTranslations("annotate");
  const { image, code } = target;
  const { marks, add, change, remove, undo } = useMarks(target.marks);
  const [tool, setTool] = useState<Tool>("arrow");
  const [text, setText] = useState("");
  const [hasFailed, setHasFailed] = useState(false);
  const [isPending, startTransition] = useTransition();
  const label = text.trim() || t("here");
  const placeLabel = (at: Point) => add({ kind: "label", at, text: label });

  const run = () =>
    startTransition(async () => {
      const name = `${code.replace("/", "-")}-marks.jpg`;
      const copy = await markedCopy(imageUrl(image.id, 1600), marks, name).then(upload, () => null);
      setHasFailed(!copy?.ok);
      if (!copy?.ok) return;
      stage({
        imageId: image.id,
        code,
        verb: "region",
        marks: [...marks],
        markedId: copy.value.id,
      });
      close();
    });

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t("title", { code })}
        description={t("text")}
        closeLabel={t("close")}
        onClosed={onClosed}
        className="w-[min(64rem,calc(100vw-2rem))] max-h-[94dvh]"
      >
        <div className="flex flex-col gap-3">
          <Toolbar
            tool={tool}
            setTool={setTool}
            addInMiddle={() => add(centralMark(tool, label))}
            undo={undo}
          />
          {tool === "label" ? (
            <Field
              label={t("labelText")}
              value={text}
              maxLength={120}
              placeholder={t("here")}
              onChange={({ target: field }) => setText(field.value)}
            />
          ) : null}
          <Board
            {...{ marks, tool, add, placeLabel }}
            src={imageUrl(image.id, 1600)}
            width={image.width}
            height={image.height}
          />
          <MarkList marks={marks} change={change} remove={remove} />
          <DialogFoot
            alert={hasFailed ? t("failed") : null}
            cancelLabel={t("cancel")}
            cancel={close}
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
