import type {
  AspectRatio,
  FailureCode,
  Resolution,
  VariantStatus,
  WaitReason,
} from "@/lib/generation/schema";
import type {
  GenerationOptions,
  Mark,
  ReferenceRole,
  Variables,
  Verb,
} from "@/lib/generation/schema/inputs";
import type { TaskEventKind } from "@/lib/generation/schema/task-log";
import type { Likeness, Timings } from "@/lib/generation/schema/timings";
import type { AttentionCode, ChargeBasis } from "@/lib/money/schema";
import type { Transaction } from "@/lib/ports/database";
import type { GatewayKeySource } from "@/lib/ports/gateway-key-repository";
import type { ImageRecord } from "@/lib/ports/image-repository";
import type { ReferenceImageRecord } from "@/lib/ports/reference-image-repository";
import type { Sight } from "@/lib/shared/actor";
import type { MicroUsd } from "@/lib/shared/money";

export type VariantRecord = {
  id: string;
  generationId: string;
  gatewayKeyId: string;
  number: number;
  cell: number;
  status: VariantStatus;
  version: number;
  statusChangedAt: Date;
  progressPercent: number | null;
  nextActionAt: Date | null;
  waitReason: WaitReason | null;
  /** Made so far, of one that waits to be sent again after a refusal; null for every other, and for the engine. */
  attemptCount: number | null;
  failureCode: FailureCode | null;
  failureDetail: string | null;
  /** Why a person has to look at it; null when nobody has to. */
  attention: AttentionCode | null;
  /** A person stopped waiting; the work and its cost go on. */
  letGoAt: Date | null;
  /** It may be sent now; null while it queues for its turn. */
  turnAt: Date | null;
  reservedMicroUsd: MicroUsd;
  /** Null until it is known or given up. */
  spentMicroUsd: MicroUsd | null;
  chargeBasis: ChargeBasis | null;
  /** The gateway said completed and named no picture, this many times. */
  emptyResultCount: number;
  /** The gateway account whose limits hold for it. */
  account: string;
  resultUrls: string[];
  resultExpiresAt: Date | null;
  submittedAt: Date | null;
  endedAt: Date | null;
  createdAt: Date;
  gone: "binned" | "erased" | null;
  image: ImageRecord | null;
};

export type GenerationReferenceRecord = {
  slot: number;
  name: string;
  role: ReferenceRole | null;
  isEnabled: boolean;
  image: ReferenceImageRecord;
};

export type GenerationRecord = {
  id: string;
  teamId: string;
  projectId: string;
  code: string;
  promptAsTyped: string;
  promptAsSent: string;
  variables: Variables;
  options: GenerationOptions;
  verb: Verb;
  /** The picture that it goes on from. */
  parent: ParentRecord | null;
  /** Pictures between this and one that was made fresh. */
  depth: number;
  marks: Mark[];
  model: string;
  aspectRatio: AspectRatio;
  resolution: Resolution;
  priceMicroUsd: MicroUsd;
  typicalMs: number | null;
  slowAfterMs: number | null;
  lateAfterMs: number;
  requestHash: string;
  createdAt: Date;
  author: { id: string; name: string };
  upload: { fileName: string; source: string } | null;
  gatewaySource: GatewayKeySource;
  /** In slot order. */
  references: GenerationReferenceRecord[];
  /** By number. */
  variants: VariantRecord[];
};

export type ParentRecord = {
  imageId: string;
  slot: number;
  generationId: string;
  variantId: string;
  /** Such as `AK-1122-08/2`. */
  code: string;
};

export type NewVariant = {
  id: string;
  number: number;
  cell: number;
  /** Lower goes first; `PRIORITY` in the policy of sending. */
  priority: number;
};

/** What the variants of one press have in common. */
export type VariantFrame = {
  authorId: string;
  gatewayKeyId: string;
  /** Of its budgets, YYYY-MM in UTC. */
  month: string;
  reservedMicroUsd: MicroUsd;
  createdAt: Date;
};

export type NewGeneration = Omit<
  GenerationRecord,
  "author" | "gatewaySource" | "parent" | "references" | "upload" | "variants"
> & {
  authorId: string;
  requestId: string;
  /** Which of the texts of its press, from 1. */
  expansion: number;
  parentImageId: string | null;
  parentSlot: number | null;
  gatewayKeyId: string;
  month: string;
  references: (Omit<GenerationReferenceRecord, "image"> & { referenceImageId: string })[];
  variants: NewVariant[];
};

export type AttemptRecord = {
  id: string;
  variantId: string;
  gatewayKeyId: string;
  clientBusinessId: string;
  createdAt: Date;
  /** Null: nothing can have been sent. */
  sentAt: Date | null;
  outcome: AttemptOutcome | null;
  reason: string | null;
  taskId: string | null;
  lookupCount: number;
  /** Look-ups in a row that said no, with nothing doubtful in between. */
  negativeCount: number;
  firstNegativeAt: Date | null;
  /** An id that a person says is the task's: to be proven by a status call. */
  taskIdHint: string | null;
  /** An id seen in half an answer: for a person to look at, proof of nothing. */
  namedTaskId: string | null;
};

export type AttemptOutcome = "not_sent" | "refused" | "accepted" | "ambiguous";

/** What changes with a transition besides the status. Left out: stays as it is. */
export type VariantChange = Partial<
  Pick<
    VariantRecord,
    | "progressPercent"
    | "nextActionAt"
    | "waitReason"
    | "failureCode"
    | "failureDetail"
    | "resultUrls"
    | "resultExpiresAt"
    | "submittedAt"
    | "endedAt"
    | "attention"
    | "letGoAt"
    | "turnAt"
    | "emptyResultCount"
    | "gatewayKeyId"
  >
>;

export type VariantMove = {
  variant: Pick<VariantRecord, "id" | "status" | "version">;
  to: VariantStatus;
  at: Date;
  set?: VariantChange;
  /** Its line in the task log. */
  event?: { kind: TaskEventKind; detail?: string | null };
};

/** A place in a list, newest first. */
export type Cursor = { createdAt: Date; id: string };

export type Work = {
  variant: VariantRecord;
  generation: Omit<GenerationRecord, "variants">;
  /** Oldest first. */
  attempts: AttemptRecord[];
};

/** What is closed to who looks is not there: runs, single pictures of runs, and the way to such a picture. */
export interface GenerationRepository {
  /** The next number of the project on that day, from 1. */
  nextNumber(tx: Transaction, projectId: string, day: string): Promise<number>;
  /** @throws {ConflictError} when the press was already recorded. */
  create(tx: Transaction, generation: NewGeneration): Promise<void>;
  addVariant(
    tx: Transaction,
    generation: { id: string; teamId: string },
    variant: NewVariant & VariantFrame,
  ): Promise<void>;
  /** All of one press, in the order of its texts, whoever sees them now. */
  listByRequest(teamId: string, authorId: string, requestId: string): Promise<GenerationRecord[]>;
  /** Of the generation that made the picture. Null when the team has no such picture. */
  findDepth(sight: Sight, imageId: string): Promise<number | null>;
  /** Null when it does not exist or belongs to another team. */
  findInTeam(sight: Sight, id: string): Promise<GenerationRecord | null>;
  findByVariantInTeam(sight: Sight, variantId: string): Promise<GenerationRecord | null>;
  /** Newest first, from after `cursor`. */
  listInProject(
    sight: Sight,
    projectId: string,
    page: { cursor: Cursor | null; limit: number },
  ): Promise<GenerationRecord[]>;
  /** With their pictures, grouped by nothing, of the team only. */
  listVariants(sight: Sight, generationIds: readonly string[]): Promise<VariantRecord[]>;
  /** Generations with a variant that has not ended, newest first. */
  listActive(sight: Sight, limit: number): Promise<GenerationRecord[]>;
  /** Variants that have not ended. */
  countActive(sight: Sight, authorId: string): Promise<{ mine: number; team: number }>;
  /** How long the last 200 like variants took, of the team's recent ones. Null when there is none. */
  timings(sight: Sight, likeness: Likeness): Promise<Timings | null>;
  findProject(
    sight: Sight,
    projectId: string,
  ): Promise<{ id: string; code: string; teamTimeZone: string } | null>;
  taskLog(sight: Sight, variantId: string): Promise<TaskLogRecord | null>;
}
export type TaskLogRecord = { taskId: string | null; events: TaskEventRecord[] };
export type TaskEventRecord = { id: string; kind: TaskEventKind; detail: string | null; at: Date };
