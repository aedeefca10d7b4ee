import type { Transaction } from "@/lib/ports/database";
import type {
  AttemptOutcome,
  AttemptRecord,
  VariantMove,
  VariantRecord,
  Work,
} from "@/lib/ports/generation-repository";

export type AttemptResult = {
  outcome: AttemptOutcome;
  reason: string | null;
  taskId: string | null;
  /** Seen in half an answer: for a person to look at, proof of nothing. */
  namedTaskId?: string | null;
};

/** All that is needed to claim what may have been paid for. */
export type AttentionRecord = {
  variant: VariantRecord;
  generationCode: string;
  author: { id: string; name: string };
  attempt: AttemptRecord | null;
  keyLabel: string;
};

/** The engine's side of the same rows: every write is conditional, and tells whether it happened. */
export interface EngineRepository {
  findWork(variantId: string): Promise<Work | null>;
  /**
   * One conditional update on status and version, and its line in the task log.
   * False when somebody else moved the variant: stop.
   */
  move(tx: Transaction, move: VariantMove): Promise<boolean>;
  createAttempt(
    tx: Transaction,
    attempt: {
      id: string;
      variantId: string;
      gatewayKeyId: string;
      clientBusinessId: string;
      createdAt: Date;
    },
  ): Promise<void>;
  /**
   * Commits by itself, durably. Only after `sent` may a byte leave: `closed` when the attempt was
   * settled meanwhile, `paused` when all sending is.
   */
  markSent(attemptId: string, at: Date): Promise<"sent" | "closed" | "paused">;
  closeAttempt(tx: Transaction, attemptId: string, result: AttemptResult): Promise<void>;
  /**
   * A look-up that settled nothing. After `doubtful`, when no answer came, and `unproven`, when the answer says
   * nothing of its absence, what said no before counts for nothing.
   */
  countLookup(
    tx: Transaction,
    attemptId: string,
    look: { answer: "absent" | "doubtful" | "unproven"; at: Date },
  ): Promise<void>;
  /** An id that a person says is the task's. Null once it was looked at. */
  saveTaskIdHint(tx: Transaction, attemptId: string, taskId: string | null): Promise<void>;
  saveRawAnswer(tx: Transaction, attemptId: string, text: string): Promise<void>;
  /** Variants of this key that became unknown since then and still are. */
  countUnknown(gatewayKeyId: string, since: Date): Promise<number>;
  /** The clientBusinessId of a task of this key that ended well since then: it must be found. */
  findControl(gatewayKeyId: string, since: Date): Promise<string | null>;
  /** Variants of the team that a person has to look at, newest first. */
  listAttention(teamId: string): Promise<AttentionRecord[]>;
  findUpload(
    referenceImageId: string,
    gatewayKeyId: string,
  ): Promise<{ url: string; uploadedAt: Date } | null>;
  saveUpload(upload: {
    referenceImageId: string;
    gatewayKeyId: string;
    url: string;
    uploadedAt: Date;
  }): Promise<void>;
  /** Of a generation's references, those uploaded before then. False when there were none. */
  forgetUploads(generationId: string, gatewayKeyId: string, before: Date): Promise<boolean>;
  /** Eight characters that tell this installation's attempts from another's. */
  installationHandle(): Promise<string>;
}
