import type { HeldAnswers } from "@/lib/ports/held-answers";

export const createHeldAnswers = (
  error: (facts: object, message: string) => void,
): HeldAnswers => ({
  note({ clientBusinessId, outcome, cause }) {
    const isAccepted = outcome.class === "accepted";
    const answer = {
      clientBusinessId,
      answer: outcome.class,
      taskId: isAccepted ? outcome.taskId : null,
      pictureCount: isAccepted ? outcome.resultUrls.length : 0,
    };
    error({ ...answer, err: cause }, "an answer of the gateway waits for the database");
  },
});
