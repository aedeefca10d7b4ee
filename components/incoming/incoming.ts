import { type IncomingProblem, sendUpload } from "@/components/incoming/send-upload";
import { checkFile } from "@/components/reference-image/check-file";
import { inNameOrder, isOfFolder } from "@/components/reference-image/folder-files";
import { UPLOAD_SIZE_BYTES_MAX } from "@/lib/reference-image/schema/facts";
import { noteSourceAction } from "@/lib/upload/actions";
import type { AddedUpload } from "@/lib/upload/schema";

type IncomingState =
  | { kind: "waiting" | "converting" }
  /** 0–100 of the bytes that have left. */
  | { kind: "sending"; percent: number }
  | { kind: "here"; upload: AddedUpload }
  | { kind: "failed"; problem: IncomingProblem };

export type IncomingFile = { key: number; file: File; projectId: string; state: IncomingState };

const AT_ONCE_MAX = 3;

// Outside React's tree: what is on its way goes on while one looks at something else in the studio.
let files: readonly IncomingFile[] = [];
/** What is noted of every file of the list, those too that are still to come. */
let source = "";
let count = 0;
const running = new Map<number, { abort: () => void }>();
const listeners = new Set<() => void>();

export const listIncoming = () => files;
export function subscribeIncoming(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const isUnderWay = ({ state: { kind } }: IncomingFile) =>
  kind === "waiting" || kind === "sending" || kind === "converting";

const askToStay = (event: BeforeUnloadEvent) => event.preventDefault();

function put(next: readonly IncomingFile[]): void {
  files = next;
  // A page that goes takes what is on its way with it: the browser asks first.
  if (files.some(isUnderWay)) window.addEventListener("beforeunload", askToStay);
  else window.removeEventListener("beforeunload", askToStay);
  for (const listener of listeners) listener();
}

const find = (key: number) => files.find((each) => each.key === key);

function become(key: number, state: IncomingState): void {
  put(files.map((each) => (each.key === key ? { ...each, state } : each)));
  sendNext();
}

export async function addIncoming(given: readonly File[], projectId: string): Promise<void> {
  const added = inNameOrder(given).map((file): IncomingFile => {
    count += 1;
    return { key: count, file, projectId, state: { kind: "waiting" } };
  });
  const checked = await Promise.all(
    added.map(async (each) => ({ ...each, ...(await stateOf(each.file)) })),
  );
  // Whoever gives a whole folder does not mean the files in it that are no pictures.
  put([...files, ...checked.filter(({ file, state }) => !isOfFolder(file) || !isNoPicture(state))]);
  sendNext();
}

const isNoPicture = (state: IncomingState) =>
  state.kind === "failed" && state.problem.code === "not_an_image";

async function stateOf(file: File): Promise<{ state: IncomingState }> {
  const problem = await checkFile(file, UPLOAD_SIZE_BYTES_MAX).catch(
    () => ({ code: "not_an_image" }) as const,
  );
  return { state: problem ? { kind: "failed", problem } : { kind: "waiting" } };
}

function sendNext(): void {
  for (const { key, file, projectId, state } of files) {
    if (running.size >= AT_ONCE_MAX) return;
    if (state.kind === "waiting" && !running.has(key)) send(key, file, projectId);
  }
}

function send(key: number, file: File, projectId: string): void {
  // Known before it begins: what it tells at once would send it again.
  running.set(key, { abort: () => undefined });
  const sent = sendUpload(file, projectId, {
    progress: (percent) => running.has(key) && become(key, { kind: "sending", percent }),
    end(result) {
      if (!running.delete(key)) return;
      if (!result.ok) return become(key, { kind: "failed", problem: result.error });
      become(key, { kind: "here", upload: result.value });
      if (source) void note(result.value, source);
    },
  });
  running.set(key, sent);
}

/** Takes it off the list; one that is on its way is stopped. */
export function removeIncoming(isRemoved: (file: IncomingFile) => boolean): void {
  for (const { key } of files.filter(isRemoved)) {
    running.get(key)?.abort();
    running.delete(key);
  }
  put(files.filter((each) => !isRemoved(each)));
  if (files.length === 0) source = "";
  sendNext();
}

export const retryIncoming = (key: number): void => become(key, { kind: "waiting" });

/** Made smaller, or of a kind that is taken, and sent. */
export async function convertIncoming(key: number): Promise<void> {
  const given = find(key);
  if (!given) return;
  become(key, { kind: "converting" });
  const { shrinkImage } = await import("@/components/reference-image/shrink-image");
  const file = await shrinkImage(given.file).catch(() => null);
  if (find(key)?.state.kind !== "converting") return;
  if (!file) return become(key, { kind: "failed", problem: { code: "cannot_convert" } });
  put(files.map((each) => (each.key === key ? { ...each, file } : each)));
  become(key, { kind: "waiting" });
}

const note = (upload: AddedUpload, text: string) =>
  noteSourceAction({ generationId: upload.generationId, source: text }).then(
    (noted) => noted.ok,
    // The network can fail below an action.
    () => false,
  );

/** Of every file of the list, also of those to come. False when one of them was not noted. */
export async function noteIncomingSource(text: string): Promise<boolean> {
  source = text;
  const noted = await Promise.all(
    files.map(({ state }) => (state.kind === "here" ? note(state.upload, text) : true)),
  );
  return noted.every(Boolean);
}
