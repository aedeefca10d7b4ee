import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { OpennessDialog } from "@/components/project/openness-dialog";
import type { ProjectQuestion } from "@/components/project/project-question";
import { useProjectForm } from "@/components/project/use-project-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Field } from "@/components/ui/field";
import type { Viewer } from "@/lib/account/schema";
import { NAME_LENGTH_MAX } from "@/lib/account/schema/facts";
import { suggestCode } from "@/lib/project/policy";
import { PROJECT_CODE } from "@/lib/project/schema";

type ProjectDialogProps = {
  viewer: Viewer;
  question: ProjectQuestion;
  close: () => void;
  onClosed: () => void;
};

export function ProjectDialog({ question, ...props }: ProjectDialogProps) {
  return question === "people" ? (
    <OpennessDialog {...props} />
  ) : (
    <NameDialog question={question} {...props} />
  );
}

type NameDialogProps = ProjectDialogProps & { question: "create" | "rename" };

function NameDialog({ viewer, question, close, onClosed }: NameDialogProps) {
  const t = useTranslations("project");
  const [name, setName] = useState(question === "rename" ? viewer.project.name : "");
  const [typedCode, setTypedCode] = useState<string | null>(null);
  const taken = viewer.projects.map(({ code }) => code);
  const code = typedCode ?? (name.trim() ? suggestCode(name, taken) : "");
  const form = useProjectForm(viewer, close);
  const isCodeTaken = form.error === "code_taken" || taken.includes(code);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (question === "rename") form.rename(name);
    else if (PROJECT_CODE.test(code) && !isCodeTaken) form.create({ name, code });
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t(question === "rename" ? "renameTitle" : "newProject")}
        closeLabel={t("close")}
        onClosed={onClosed}
      >
        <form onSubmit={submit} className="flex flex-col gap-4 pt-1">
          <Field
            label={t("name")}
            value={name}
            onChange={({ target }) => setName(target.value)}
            maxLength={NAME_LENGTH_MAX}
            autoComplete="off"
            required
            autoFocus
          />
          {question === "create" ? (
            <Field
              label={t("code")}
              hint={t("codeHint", { code: code || "AK" })}
              error={isCodeTaken ? t("codeTaken", { code }) : undefined}
              value={code}
              onChange={({ target }) => setTypedCode(target.value.toUpperCase())}
              pattern="[A-Z]{2,4}"
              title={t("codeShape")}
              maxLength={4}
              autoComplete="off"
              required
              className="[&_input]:font-mono"
            />
          ) : null}
          <DialogFoot
            alert={form.error === "failed" ? t("notSaved") : null}
            cancelLabel={t("cancel")}
            cancel={close}
          >
            <Button type="submit" kind="paper" isLoading={form.isPending}>
              {t(question)}
            </Button>
          </DialogFoot>
        </form>
      </DialogContent>
    </Dialog>
  );
}
