import { useState } from "react";
import type { AnnotateTarget } from "@/components/annotate/annotate-dialog";
import { type ComposerBase, useComposerFact } from "@/components/composer/use-composer";
import type { FinishTarget } from "@/components/finish/finish-dialog";
import { pictureCode } from "@/components/generation/formats";
import type { FeedVerbs } from "@/components/generation/verbs";
import { useDirectSend } from "@/components/studio/use-direct-send";
import { onDemand } from "@/components/ui/on-demand";

const FinishDialog = onDemand(
  async () => (await import("@/components/finish/finish-dialog")).FinishDialog,
);
const AnnotateDialog = onDemand(
  async () => (await import("@/components/annotate/annotate-dialog")).AnnotateDialog,
);

type Opened = { opener: Element | null } & (
  | { kind: "finish"; target: FinishTarget }
  | { kind: "annotate"; target: AnnotateTarget }
);

/** The ways on from a picture: Continue, Finish at 4K, and marks on it. `dialog` stands once on the screen. */
export function useGoingOn(composer: ComposerBase, projectId: string) {
  const send = useDirectSend(projectId);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const staged = useComposerFact(composer, (state) => state.staged);
  const models = useComposerFact(composer, (state) => state.models);

  const stage: NonNullable<FeedVerbs["stage"]> = (generation, variant) => {
    if (!variant.image) return;
    const code = pictureCode(generation.code, variant);
    composer.stage({
      imageId: variant.image.id,
      code,
      verb: "continue",
      marks: [],
      markedId: null,
    });
  };
  const refer: NonNullable<FeedVerbs["refer"]> = (generation, { image, ...variant }) => {
    if (!image) return;
    const name = pictureCode(generation.code, variant);
    void composer.adding.refer({ imageId: image.id, thumbhash: image.thumbhash, name });
  };
  const finish: NonNullable<FeedVerbs["finish"]> = (generation, variant) => {
    if (!variant.image) return;
    const target = {
      generation,
      imageId: variant.image.id,
      code: pictureCode(generation.code, variant),
    };
    setOpened({ kind: "finish", target, opener: document.activeElement });
  };
  const annotate: NonNullable<FeedVerbs["annotate"]> = (generation, { image, ...variant }) => {
    if (!image) return;
    const marks = staged?.imageId === image.id ? staged.marks : [];
    const target = { image, code: pictureCode(generation.code, variant), marks };
    setOpened({ kind: "annotate", target, opener: document.activeElement });
  };

  function giveFocusBack() {
    if (opened?.opener instanceof HTMLElement && opened.opener.isConnected) opened.opener.focus();
  }

  const dialogs = {
    finish: (target: FinishTarget) => (
      <FinishDialog
        target={target}
        prices={composer.prices}
        models={models}
        send={send}
        close={close}
        onClosed={giveFocusBack}
      />
    ),
    annotate: (target: AnnotateTarget) => (
      <AnnotateDialog
        target={target}
        stage={composer.stage}
        close={close}
        onClosed={giveFocusBack}
      />
    ),
  };
  const dialogOf = (shown: Opened) =>
    shown.kind === "finish" ? dialogs.finish(shown.target) : dialogs.annotate(shown.target);

  return { stage, refer, finish, annotate, send, dialog: opened && dialogOf(opened) };
}
