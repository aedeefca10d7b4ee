import { markOf, putMarks } from "@/components/marks/made-marks";
import { changesTo } from "@/components/marks/mark-changes";
import { addToCollectionAction, takeFromCollectionAction } from "@/lib/collection/actions";
import {
  binPicturesAction,
  markPicturesAction,
  movePicturesAction,
  restorePicturesAction,
  tagPicturesAction,
} from "@/lib/library/actions";
import type { Mark } from "@/lib/library/schema";

/** What one step of a long work came to. Null: it was refused, or nobody answered. */
type Outcome = {
  changedCount: number;
  missingCount: number;
  /** Takes the step back; false when that failed. */
  undo: () => Promise<boolean>;
};

export type BulkWork = {
  name: "tag" | "untag" | "move" | "collect" | "mark" | "bin";
  /** What its words speak of: the tag, the project, the collection. */
  what: string;
  run: (imageIds: string[]) => Promise<Outcome | null>;
  /** What it changes leaves the list. */
  isLeaving?: true;
};

// The network can fail below an action, and then it throws.
const settled = async <T>(action: Promise<T>): Promise<T | null> => action.catch(() => null);

export function tagging(tag: string, isOn: boolean): BulkWork {
  const change = (imageIds: string[], on: boolean) =>
    settled(tagPicturesAction({ imageIds, tag, isOn: on }));
  return {
    ...{ name: isOn ? "tag" : "untag", what: tag },
    async run(imageIds) {
      const done = await change(imageIds, isOn);
      if (!done?.ok) return null;
      const { changedIds, missingCount } = done.value;
      return {
        ...{ changedCount: changedIds.length, missingCount },
        undo: async () =>
          changedIds.length === 0 || ((await change(changedIds, !isOn))?.ok ?? false),
      };
    },
  };
}

export const moving = (project: { id: string; name: string }): BulkWork => ({
  ...{ name: "move", what: project.name },
  async run(imageIds) {
    const done = await settled(movePicturesAction({ imageIds, projectId: project.id }));
    if (!done?.ok) return null;
    const { before, missingCount } = done.value;
    const homes = Map.groupBy(before, ({ projectId }) => projectId);
    return {
      ...{ changedCount: before.length, missingCount },
      async undo() {
        for (const [projectId, pictures] of homes) {
          const ids = pictures.map(({ imageId }) => imageId);
          const back = await settled(movePicturesAction({ imageIds: ids, projectId }));
          if (!back?.ok) return false;
        }
        return true;
      },
    };
  },
});

export const collecting = ({ id, name }: { id: string; name: string }): BulkWork => ({
  ...{ name: "collect", what: name },
  async run(imageIds) {
    const done = await settled(addToCollectionAction({ id, imageIds }));
    if (!done?.ok) return null;
    const { changedIds, missingCount } = done.value;
    const takeOut = () => settled(takeFromCollectionAction({ id, imageIds: changedIds }));
    return {
      ...{ changedCount: changedIds.length, missingCount },
      undo: async () => changedIds.length === 0 || ((await takeOut())?.ok ?? false),
    };
  },
});

/** `isShown` tells the pictures whose marks have been read: what is read later comes with the new ones. */
export const marking = (
  change: Partial<Mark>,
  isShown: (imageId: string) => boolean,
): BulkWork => ({
  ...{ name: "mark", what: "" },
  async run(imageIds) {
    const done = await settled(markPicturesAction({ changes: [{ imageIds, ...change }] }));
    if (!done?.ok) return null;
    const { before } = done.value;
    const shown = before.filter(({ imageId }) => isShown(imageId));
    putMarks(shown.map((mark) => ({ ...mark, ...markOf(mark), ...change })));
    return {
      ...{ changedCount: before.length, missingCount: imageIds.length - before.length },
      async undo() {
        const back = await settled(markPicturesAction({ changes: changesTo(before) }));
        if (back?.ok) putMarks(shown);
        return back?.ok ?? false;
      },
    };
  },
});

export const BINNING: BulkWork = {
  ...{ name: "bin", what: "", isLeaving: true },
  async run(imageIds) {
    const done = await settled(binPicturesAction({ imageIds }));
    if (!done?.ok) return null;
    const { changedIds } = done.value;
    return {
      ...{ changedCount: changedIds.length, missingCount: imageIds.length - changedIds.length },
      async undo() {
        if (changedIds.length === 0) return true;
        return (await settled(restorePicturesAction({ imageIds: changedIds })))?.ok ?? false;
      },
    };
  },
};
