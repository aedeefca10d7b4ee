import { useRef } from "react";

/** Steps back that are kept. */
const STEPS_MAX = 200;

export type Step = {
  /** Where in a list it was done; null where there is no list. */
  at: number | null;
  takeBack: () => void;
};

/** What can be taken back, the newest first. */
export function useSteps() {
  const steps = useRef<Step[]>([]);
  return {
    /** Answers with what forgets it, for when it has been taken back already. */
    remember(step: Step): () => void {
      steps.current = [...steps.current, step].slice(-STEPS_MAX);
      return () => {
        steps.current = steps.current.filter((each) => each !== step);
      };
    },
    /** Null when there is nothing left. */
    takeBackLast(): Step | null {
      const step = steps.current.at(-1) ?? null;
      if (!step) return null;
      steps.current = steps.current.slice(0, -1);
      step.takeBack();
      return step;
    },
  };
}
