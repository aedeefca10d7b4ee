import { useRef, useState } from "react";
import { moveFocusAction } from "@/lib/takeout/actions";
import { MIDDLE } from "@/lib/takeout/policy/crop";
import type { Focus, TakeoutSample } from "@/lib/takeout/schema";

/** Keys are pressed in a row: the last place is saved. */
const SETTLE_MS = 400;

/** Focus points as they are moved here; each is saved for the team once it rests. */
export function useFocus() {
  const [moved, setMoved] = useState<ReadonlyMap<string, Focus>>(new Map());
  const [hasFailed, setHasFailed] = useState(false);
  const resting = useRef(new Map<string, { timer: number; save: () => Promise<void> }>());
  const saving = useRef(new Set<Promise<void>>());
  const focusOf = ({ imageId, focus }: TakeoutSample): Focus =>
    moved.get(imageId) ?? focus ?? MIDDLE;

  async function save(sample: TakeoutSample, focus: Focus): Promise<void> {
    resting.current.delete(sample.imageId);
    const { imageId } = sample;
    const saved = await moveFocusAction({ imageId, ...focus }).catch(() => null);
    if (saved?.ok) return;
    setHasFailed(true);
    setMoved((now) => new Map([...now].filter(([id, at]) => id !== imageId || at !== focus)));
  }
  const begin = (work: () => Promise<void>) => {
    const done = work().finally(() => saving.current.delete(done));
    saving.current.add(done);
  };
  function move(sample: TakeoutSample, focus: Focus): void {
    const { imageId } = sample;
    setHasFailed(false);
    setMoved((now) => new Map(now).set(imageId, focus));
    window.clearTimeout(resting.current.get(imageId)?.timer);
    const work = () => save(sample, focus);
    const timer = window.setTimeout(() => begin(work), SETTLE_MS);
    resting.current.set(imageId, { timer, save: work });
  }
  /** Before anything is made from them. */
  async function flush(): Promise<void> {
    for (const { timer, save: work } of resting.current.values()) {
      window.clearTimeout(timer);
      begin(work);
    }
    await Promise.all(saving.current);
  }
  return { focusOf, move, flush, hasFailed };
}
export type FocusPoints = ReturnType<typeof useFocus>;
