import { useState } from "react";
import type { AnnotateTarget } from "@/components/annotate/annotate-dialog";
import { type ComposerBase, useComposerFact } from "@/components/composer/use-composer";
import type { FinishTarget } from "@/components/finish/finish-dialog";
import { pictureCode } from "@/components/generation/formats";
import type { FeedVerbs } from "@/components/generation/verbs";
import type { RebaseTarget } from "@/components/lineage/rebase-dialog";
import { useDirectSend } from "@/components/studio/use-direct-send";
import { onDemand } from "@/components/ui/on-demand";

const FinishDialog = onDemand(
  async () => (await import("@/components/finish/finish-dialog")).FinishDialog,
);
const RebaseDialog = onDemand(
  async () => (await import("@/components/lineage/rebase-dialog")).RebaseDialog,
);
const AnnotateDialog = onDemand(
  async () => (await import("@/components/annotate/annotate-dialog")).AnnotateDialog,
);

type Opened = { opener: Element | null } & (
  | { kind: "finish"; target: FinishTarget }
  | { kind: "annotate"; target: AnnotateTarget }
  | { kind: "rebase"; target: RebaseTarget }
);

/** The ways on from a picture: Continue, Finish at 4K, marks on it, and its changes at once. `dialog` stands once on the screen. */
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

  const rebase: NonNullable<FeedVerbs["rebase"]> = (generation, chain) =>
    setOpened({ kind: "rebase", target: { generation, chain }, opener: document.activeElement });

  function giveFocusBack() {
    if (opened?.opener instanceof HTMLElement && opened.opener.isConnected) opened.opener.focus();
  }

  const { prices, stage: stagePicture } = composer;
  const common = { close, onClosed: giveFocusBack };
  const paid = { ...common, prices, models, send };
  function dialogOf(shown: Opened) {
    switch (shown.kind) {
      case "finish":
        return <FinishDialog target={shown.target} {...paid} />;
      case "rebase":
        return <RebaseDialog target={shown.target} {...paid} />;
      case "annotate":
        return <AnnotateDialog target={shown.target} stage={stagePicture} {...common} />;
    }
  }

  return { stage, refer, finish, annotate, rebase, dialog: opened && dialogOf(opened) };
}
