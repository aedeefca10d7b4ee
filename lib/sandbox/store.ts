import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { aspectRatioSchema, resolutionSchema } from "@/lib/generation/schema";

const rgbSchema = z.tuple([z.number(), z.number(), z.number()]);

const taskSchema = z.object({
  id: z.string(),
  clientBusinessId: z.string().nullable(),
  /** Who paid; a label, never the secret itself. */
  key: z.string(),
  model: z.string(),
  prompt: z.string(),
  size: aspectRatioSchema,
  resolution: resolutionSchema,
  mime: z.enum(["image/jpeg", "image/png", "image/webp"]),
  references: z.array(z.object({ url: z.string(), sha256: z.string() })),
  /** Main colours of the references, 0–255, so that a picture can be painted without them. */
  palette: z.array(rgbSchema),
  /** How many tasks with the same prompt came before: each has a look of its own. */
  take: z.int(),
  chargedMicroUsd: z.int(),
  /** Milliseconds since 1970. */
  acceptedAt: z.number(),
  completedAt: z.number(),
  /** Under `files/generated/`. */
  fileName: z.string(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Who hears of its end; `origin` is where that one reaches us. Journals of old have none. */
  callback: z.object({ url: z.string(), origin: z.string() }).nullable().default(null),
  /** What goes wrong with its later reads and files; journals of old have none. */
  fault: z.string().nullable().default(null),
  /** The number of the connection that it came on, as in the list of requests. */
  connection: z.int().nullable().default(null),
});
export type Task = z.infer<typeof taskSchema>;

/** How long files live, from the second in their names. */
const LIFETIME_SECONDS = { generated: 86_400, uploads: 3 * 86_400 } as const;
export type FileKind = keyof typeof LIFETIME_SECONDS;
const FILE_NAME = /^(\d+)_[\w-]+\.(?:jpg|png|webp|gif)$/;

export type Store = ReturnType<typeof openStore>;

/** Everything that outlives the process: a journal of accepted tasks, one JSON a line, and two folders of files. */
export function openStore({ dataDir, now }: { dataDir: string | null; now: () => number }) {
  const dir = dataDir ?? mkdtempSync(path.join(tmpdir(), "maquette-sandbox-"));
  const journal = path.join(dir, "tasks.jsonl");
  const folder = (kind: FileKind) => path.join(dir, "files", kind);
  const parts = path.join(dir, "parts");
  const makeFolders = () => {
    rmSync(parts, { recursive: true, force: true });
    mkdirSync(parts, { recursive: true });
    for (const kind of ["generated", "uploads"] as const)
      mkdirSync(folder(kind), { recursive: true });
  };
  makeFolders();
  const tasks = readJournal(journal);
  const byId = new Map<string, Task>();
  const byFile = new Map<string, Task>();
  const index = (task: Task) => {
    byId.set(task.id, task);
    byFile.set(task.fileName, task);
    const own = task.clientBusinessId;
    if (own !== null && !byId.has(own)) byId.set(own, task);
  };
  for (const task of tasks) index(task);

  const isAlive = (kind: FileKind, name: string) => {
    const madeAt = FILE_NAME.exec(name)?.[1];
    return madeAt !== undefined && now() / 1_000 < Number(madeAt) + LIFETIME_SECONDS[kind];
  };

  return {
    tasks: tasks as readonly Task[],
    /** On the disk when it returns: an accepted task is never forgotten. */
    addTask(task: Task) {
      appendFileSync(journal, `${JSON.stringify(task)}\n`);
      tasks.push(task);
      index(task);
    },
    /** By its id or by the client's own; the first of several with one client id. */
    findTask: (id: string) => byId.get(id) ?? null,
    findTaskOfFile: (name: string) => byFile.get(name) ?? null,
    addFile(kind: FileKind, name: string, bytes: Buffer) {
      // A reader, or a start after a kill, must never find half a file.
      const part = path.join(parts, name);
      writeFileSync(part, bytes);
      renameSync(part, path.join(folder(kind), name));
    },
    /** The path of a file that exists and has not expired. */
    findFile(kind: FileKind, name: string) {
      const file = path.join(folder(kind), name);
      return isAlive(kind, name) && existsSync(file) ? file : null;
    },
    isAlive,
    dropFile(kind: FileKind, name: string) {
      rmSync(path.join(folder(kind), name), { force: true });
    },
    dropExpiredFiles() {
      for (const kind of ["generated", "uploads"] as const)
        for (const name of readdirSync(folder(kind)))
          if (!isAlive(kind, name)) rmSync(path.join(folder(kind), name), { force: true });
    },
    reset() {
      tasks.length = 0;
      byId.clear();
      byFile.clear();
      if (existsSync(journal)) truncateSync(journal);
      rmSync(path.join(dir, "files"), { recursive: true, force: true });
      makeFolders();
    },
    close() {
      if (dataDir === null) rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A process that was killed in the middle of a write leaves half a line; it was never answered. */
function readJournal(journal: string): Task[] {
  if (!existsSync(journal)) return [];
  const bytes = readFileSync(journal);
  const end = bytes.lastIndexOf("\n") + 1;
  if (end < bytes.length) truncateSync(journal, end);
  return bytes
    .subarray(0, end)
    .toString()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => taskSchema.parse(JSON.parse(line)));
}
