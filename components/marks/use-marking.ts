import { useTranslations } from "next-intl";
import { useRef } from "react";
import { type MarkedPicture, markOf, putMarks } from "@/components/marks/made-marks";
import { changesTo } from "@/components/marks/mark-changes";
import { useAnnounce } from "@/components/ui/live-region";
import { showToast } from "@/components/ui/toast";
import { markPicturesAction, rejectOthersAction } from "@/lib/library/actions";
import type { Mark, MarkChange } from "@/lib/library/schema";

/** Steps back that are kept. */
const STEPS_MAX = 200;

type Picture = MarkedPicture & { code: string };
type Step = {
  code: string;
  /** What has changed, as it was. */
  before: readonly MarkedPicture[];
  /** Where in a list it was done; null where there is no list. */
  at: number | null;
};

const save = async (changes: MarkChange[]): Promise<boolean> => {
  // The network can fail below an action, and then it throws.
  const saved = await markPicturesAction({ changes }).catch(() => null);
  return saved?.ok ?? false;
};

/** Marks at once, saves behind it, and takes steps back. */
export function useMarking() {
  const t = useTranslations("marks");
  const announce = useAnnounce();
  const steps = useRef<Step[]>([]);

  const keep = (step: Step) => {
    steps.current = [...steps.current, step].slice(-STEPS_MAX);
  };
  const takeBack = (step: Step) => {
    steps.current = steps.current.filter((each) => each !== step);
    putMarks(step.before);
    showToast({ text: t("failed") });
  };
  const say = (code: string, { verdict, stars }: Mark) =>
    announce(t("said", { code, verdict: verdict ?? "none", stars }));

  async function mark(picture: Picture, change: Partial<Mark>, at: number | null = null) {
    const { imageId, code } = picture;
    const now = markOf(picture);
    const next = { ...now, ...change };
    say(code, next);
    if (next.verdict === now.verdict && next.stars === now.stars) return;
    const step = { code, before: [{ imageId, ...now }], at };
    keep(step);
    putMarks([{ imageId, ...next }]);
    if (!(await save([{ imageIds: [imageId], ...change }]))) takeBack(step);
  }

  async function undoStep(step: Step) {
    steps.current = steps.current.filter((each) => each !== step);
    const after = step.before.map((it) => ({ ...it, ...markOf(it) }));
    putMarks(step.before);
    announce(t("undone", { code: step.code }));
    if (await save(changesTo(step.before))) return;
    putMarks(after);
    showToast({ text: t("failed") });
  }

  /** The others of its generation, wherever they are. */
  async function rejectOthers({ imageId, code }: Picture, at: number | null = null) {
    const done = await rejectOthersAction({ imageId }).catch(() => null);
    if (!done?.ok) return void showToast({ text: t("failed") });
    const { before } = done.value;
    const step = { code, before, at };
    keep(step);
    putMarks(before.map((it) => ({ ...it, verdict: it.imageId === imageId ? "pick" : "reject" })));
    showToast({
      text: t("othersRejected", { count: before.filter((it) => it.imageId !== imageId).length }),
      undo: { label: t("undo"), run: () => void undoStep(step) },
    });
  }

  return {
    mark,
    rejectOthers,
    /** Where the step was done that is taken back now; null when there is nothing, or no place. */
    undo(): { at: number | null } | null {
      const step = steps.current.at(-1);
      if (!step) {
        announce(t("nothingToUndo"));
        return null;
      }
      void undoStep(step);
      return { at: step.at };
    },
  };
}
