import { useTranslations } from "next-intl";
import { useRef } from "react";
import { type MarkedPicture, markOf, putMarks } from "@/components/marks/made-marks";
import { changesTo } from "@/components/marks/mark-changes";
import { useSteps } from "@/components/marks/use-steps";
import { useAnnounce } from "@/components/ui/live-region";
import { showToast } from "@/components/ui/toast";
import { markPicturesAction, rejectOthersAction } from "@/lib/library/actions";
import type { Mark, MarkChange } from "@/lib/library/schema";

type Picture = MarkedPicture & { code: string };
type Marks = readonly MarkedPicture[];
type Change = { before: Marks; after: Marks };

/** Marks at once, saves behind it, and takes steps back. */
export function useMarking() {
  const t = useTranslations("marks");
  const announce = useAnnounce();
  const { remember, takeBackLast } = useSteps();
  const { save, settled } = useSaving();
  const say = (code: string, { verdict, stars }: Mark) =>
    announce(t("said", { code, verdict: verdict ?? "none", stars }));

  /** False when it could not be saved: then all is as it was. */
  async function put({ before, after }: Change, changes = changesTo(after)): Promise<boolean> {
    putMarks(after);
    if (await save(changes)) return true;
    putMarks(before);
    showToast({ text: t("failed") });
    return false;
  }

  async function mark(picture: Picture, change: Partial<Mark>, at: number | null = null) {
    const { imageId, code } = picture;
    const now = markOf(picture);
    const next = { ...now, ...change };
    say(code, next);
    if (next.verdict === now.verdict && next.stars === now.stars) return;
    const before = [{ imageId, ...now }];
    const after = [{ imageId, ...next }];
    const forget = remember({ at, takeBack: () => void takeBack(code, before) });
    if (!(await put({ before, after }, [{ imageIds: [imageId], ...change }]))) forget();
  }

  function takeBack(code: string, before: Marks) {
    announce(t("undone", { code }));
    return put({ before: before.map((it) => ({ ...it, ...markOf(it) })), after: before });
  }

  const { rejectOthers, keepOf } = useKeeping({ put, takeBack, remember });
  return {
    mark,
    rejectOthers,
    keepOf,
    remember,
    settled,
    /** Where the step was done that is taken back now; null when there is nothing, or no place. */
    undo(): { at: number | null } | null {
      const step = takeBackLast();
      if (!step) announce(t("nothingToUndo"));
      return step;
    },
  };
}
export type Marking = ReturnType<typeof useMarking>;

function useSaving() {
  const saves = useRef<Promise<unknown>>(Promise.resolve());
  return {
    save(changes: MarkChange[]): Promise<boolean> {
      // The network can fail below an action, and then it throws.
      const saved = markPicturesAction({ changes }).then(
        ({ ok }) => ok,
        () => false,
      );
      saves.current = Promise.all([saves.current, saved]);
      return saved;
    },
    /** When all that was to be saved has been, or has failed. */
    settled: () => saves.current,
  };
}

type KeepingOptions = {
  put: (change: Change) => Promise<boolean>;
  takeBack: (code: string, before: Marks) => void;
  remember: ReturnType<typeof useSteps>["remember"];
};

/** One picture of several. */
function useKeeping({ put, takeBack, remember }: KeepingOptions) {
  const t = useTranslations("marks");

  /** `before` are the marks of what was picked and of those that were rejected for it. */
  function say({ imageId, code }: Picture, before: Marks, at: number | null) {
    const undo = () => void takeBack(code, before);
    const forget = remember({ at, takeBack: undo });
    showToast({
      text: t("othersRejected", { count: before.filter((it) => it.imageId !== imageId).length }),
      undo: {
        label: t("undo"),
        run() {
          forget();
          undo();
        },
      },
    });
  }
  const decided = ({ imageId }: Picture, before: Marks): MarkedPicture[] =>
    before.map((it) => ({ ...it, verdict: it.imageId === imageId ? "pick" : "reject" }));

  return {
    /** The others of its generation, wherever they are. */
    async rejectOthers(picture: Picture, at: number | null = null) {
      const done = await rejectOthersAction({ imageId: picture.imageId }).catch(() => null);
      if (!done?.ok) return void showToast({ text: t("failed") });
      const { before } = done.value;
      putMarks(decided(picture, before));
      say(picture, before, at);
    },
    /** Those of `members` that one has no verdict of yet. */
    async keepOf(members: Marks, picture: Picture, at: number | null = null) {
      const others = members
        .map((it) => ({ imageId: it.imageId, ...markOf(it) }))
        .filter((it) => it.imageId !== picture.imageId && it.verdict === null);
      const before = [{ imageId: picture.imageId, ...markOf(picture) }, ...others];
      if (await put({ before, after: decided(picture, before) })) say(picture, before, at);
    },
  };
}
