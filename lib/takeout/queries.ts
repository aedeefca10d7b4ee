import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/shared/get-json";
import { err, ok, type Result } from "@/lib/shared/result";
import type {
  BeginRefusal,
  ChosenPictures,
  TakeoutLook,
  TakeoutOrder,
  TakeoutProgress,
} from "@/lib/takeout/schema";

const post = (path: string, body: unknown, signal?: AbortSignal) =>
  fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });

/** What a takeout of those pictures would be. @throws when the studio does not answer */
export async function fetchTakeoutLook(
  pictures: ChosenPictures,
  signal: AbortSignal,
): Promise<TakeoutLook> {
  const response = await post("/api/takeouts/look", { pictures }, signal);
  if (!response.ok) throw new Error(`A look at a takeout answered ${response.status}`);
  const [body, { lookSchema }] = await Promise.all([
    response.json(),
    import("@/lib/takeout/schema"),
  ]);
  return lookSchema.parse(body);
}

/** Says what is to be taken out; the download is at `takeoutUrl` then. @throws when the studio does not answer */
export async function beginTakeout(request: {
  pictures: ChosenPictures;
  order: TakeoutOrder;
}): Promise<Result<{ takeoutId: string; fileCount: number }, BeginRefusal>> {
  const response = await post("/api/takeouts", request);
  const body: unknown = await response.json();
  const { begunSchema, beginRefusalSchema } = await import("@/lib/takeout/schema");
  if (response.ok) return ok(begunSchema.parse(body));
  const refusal = beginRefusalSchema.safeParse(body);
  if (!refusal.success) throw new Error(`POST /api/takeouts answered ${response.status}`);
  return err(refusal.data);
}

/** Between two looks at how far a download is. */
const PROGRESS_INTERVAL_MS = 700;
const isOver = (progress: TakeoutProgress | undefined) =>
  progress?.state === "done" || progress?.state === "stopped";

export const takeoutProgressQuery = (id: string) =>
  queryOptions({
    queryKey: ["takeout", "progress", id],
    queryFn: ({ signal }) =>
      getJson(
        `/api/takeouts/${id}/progress`,
        async () => (await import("@/lib/takeout/schema")).progressSchema,
        signal,
      ),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : PROGRESS_INTERVAL_MS),
    // The browser's own download goes on while another window is in front.
    refetchIntervalInBackground: true,
    gcTime: 0,
  });
