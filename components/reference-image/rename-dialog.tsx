import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";

type RenameDialogProps = {
  name: string;
  /** What becomes of what is typed. */
  nameFor: (text: string) => string;
  rename: (text: string) => void;
  close: () => void;
  focusTile: () => void;
};

/** The name stands in the text after an @: it is changed there too. */
export function RenameDialog({ name, nameFor, rename, close, focusTile }: RenameDialogProps) {
  const t = useTranslations("composer");
  const [text, setText] = useState(name);
  return (
    <Dialog open onOpenChange={close}>
      <DialogContent
        title={t("renameTitle", { name })}
        closeLabel={t("close")}
        onClosed={focusTile}
      >
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim()) rename(text);
            close();
          }}
        >
          <Field
            label={t("name")}
            value={text}
            autoFocus
            maxLength={80}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setText(event.target.value)}
            hint={t("nameHint", { name: nameFor(text.trim() || name) })}
          />
          <Button type="submit" className="self-end">
            {t("rename")}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
