import type { AspectRatio, FailureCode, Resolution } from "@/lib/generation/schema";
import type {
  GenerationOptions,
  OptionField,
  ResolutionPlace,
} from "@/lib/generation/schema/inputs";
import type { LimitFacts } from "@/lib/ports/rate-limits";

/** Everything of one create call. One variant is one task: `n` is always 1. */
export type CreateTask = {
  model: string;
  /** What its row says; without one the table of models is asked. */
  takes?: {
    resolutionPlaces: readonly ResolutionPlace[];
    optionFields: readonly OptionField[];
  } | null;
  prompt: string;
  aspectRatio: AspectRatio;
  resolution: Resolution;
  /** As chosen: the model gets those that it has. */
  options: GenerationOptions;
  /** Public URLs of uploads, in slot order. */
  referenceUrls: readonly string[];
  /** Ours, ASCII, ≤ 64 characters: for finding the task again, never for sending it twice. */
  clientBusinessId: string;
  /** Where the gateway reports the end of the task; null: it is only polled. */
  callbackUrl: string | null;
};

/**
 * What is proven about a create call (payment safety, proof classes).
 * - `not_sent`: no byte of the request can have left. May be repeated.
 * - `refused`: the gateway itself said no, completely. Not charged. May be repeated when `retryable`.
 * - `accepted`: a task exists and is paid. With `taskId` null the results came at once.
 * - `ambiguous`: everything else. It may exist and may be paid: never sent again by a machine.
 */
export type CreateOutcome =
  | { class: "not_sent"; reason: string }
  | {
      class: "refused";
      code: FailureCode;
      /** The gateway's message, cleaned and without the key, ≤ 2,000 characters. */
      message: string;
      retryable: boolean;
      retryAfterMs: number | null;
      /** The key has no webhooks: the same task is good with `callbackUrl` null, at once and as a new attempt. */
      withoutCallback?: true;
    }
  | { class: "accepted"; taskId: string | null; resultUrls: readonly string[] }
  | {
      class: "ambiguous";
      reason: string;
      /** An id seen in half an answer: for a person to look at, proof of nothing. */
      taskIdHint?: string | null;
    };

export type TaskState =
  | {
      status: "waiting" | "running";
      progressPercent: number | null;
      /** What it said, cleaned and ≤ 40 characters, when that is no word that we know: then it counts as running. */
      unknownWord?: string;
    }
  /** `resultUrls` may be empty: an anomaly to look at again, never a success. */
  | { status: "completed"; resultUrls: readonly string[]; expiresAt: Date | null }
  | { status: "failed"; code: FailureCode; message: string };

export type TaskLookup =
  | {
      found: true;
      taskId: string | null;
      state: TaskState;
      /** Whose task the gateway says it is; null when it does not say. */
      clientBusinessId?: string | null;
      /** As the gateway repeats them, when it does. */
      model?: string | null;
      prompt?: string | null;
      /** Cleaned, ≤ 1,000 characters, when it says completed and names no picture that we can read. */
      rawBody?: string | null;
    }
  | { found: false };

export type GatewayErrorCode =
  | "bad_key"
  | "no_balance"
  | "rate_limited"
  | "refused"
  /** Network, 5xx, HTML instead of JSON, half an answer. */
  | "unreachable";

/** A call that may be repeated freely went wrong; says nothing about any task. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";

  readonly retryAfterMs: number | null;

  constructor(
    readonly code: GatewayErrorCode,
    message: string,
    options: { retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

export type GatewayBalance = { remainingCredits: number | null; usedCredits: number | null };

/** ToAPIs or the sandbox, with one key. Contract as of 2026-11-22. */
export interface Gateway {
  /**
   * The only call that costs money. Opens the connection, then awaits `beforeSend` (which commits
   * `sentAt`), then writes: a failure before that is `not_sent`. If `beforeSend` throws, nothing is
   * sent and its error is rethrown. Nothing else is thrown.
   */
  createTask(task: CreateTask, beforeSend: () => Promise<void>): Promise<CreateOutcome>;
  /** `id` is a task id or a `clientBusinessId`. @throws {GatewayError} */
  findTask(id: string): Promise<TaskLookup>;
  /** Free and repeatable. `path` is a local file of at most 10 MB. @throws {GatewayError} */
  uploadReference(file: { path: string; fileName: string; mime: string }): Promise<{ url: string }>;
  /** Ids of the image models that this key may use. @throws {GatewayError} */
  listImageModels(): Promise<string[]>;
  /** Of the key and of its account. @throws {GatewayError} */
  readBalance(): Promise<{ key: GatewayBalance; account: GatewayBalance }>;
}

export type DownloadOutcome =
  | { ok: true; sizeBytes: number; sha256: string }
  /** `gone`: 403, 404, 410. `blocked`: an address or a redirect that we do not follow. */
  | { ok: false; reason: "unreachable" | "gone" | "blocked" | "too_large"; detail: string };

/** Fetches result files: no key, no cookies, the connected address checked. */
export interface ResultDownloader {
  /**
   * Streams into `path` with a running hash and fsyncs it. Never throws for the network. Goes on with what an
   * earlier call for the same URL left at `path`, in this process or another; a complete file needs no network.
   * `unreachable` may leave a part for the next call, every other failure leaves nothing. `path` + `.json` belongs
   * to it and says what it is of. One call at a time for one path.
   *
   * @throws {StorageError} when the disk fails
   */
  download(url: string, path: string): Promise<DownloadOutcome>;
}

/** A call as it goes over the wire, the key left out. */
export type DescribedCall = { method: "POST"; path: string; body: Record<string, unknown> };

export type GatewayConnection = { baseUrl: string; secret: string };

export interface Gateways {
  /** Exactly what `createTask` sends. Nothing is asked of the network. */
  describeTask(task: CreateTask): DescribedCall;
  /** `onLimits` hears what every answer says of the account's limits. */
  open(
    connection: GatewayConnection,
    options?: { onLimits?: (facts: LimitFacts) => Promise<void> },
  ): Gateway;
}
