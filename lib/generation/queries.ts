import { infiniteQueryOptions, queryOptions, skipToken } from "@tanstack/react-query";
import type { GenerationView, Status, VariantView } from "@/lib/generation/schema";
import { isSettled, STATUS_IDS_MAX } from "@/lib/generation/schema/facts";
import { getJson } from "@/lib/shared/get-json";

const schemas = () => import("@/lib/generation/schema");

/** Between two reads of our own database while anything is unfinished. The worker paces the gateway. */
const POLL_INTERVAL_MS = 1_000;

/** The team's generations in a project, newest first. */
export const generationFeedQuery = (projectId: string) =>
  infiniteQueryOptions({
    queryKey: ["generation", "feed", projectId],
    queryFn: ({ signal, pageParam }) =>
      getJson(
        `/api/generations?${new URLSearchParams({ projectId, ...(pageParam ? { cursor: pageParam } : {}) })}`,
        async () => (await schemas()).generationPageSchema,
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

/** Ids of the generations that are still to be polled, newest first. */
export const unsettledIds = (generations: readonly GenerationView[]) =>
  generations
    .filter(({ variants }) => !variants.every(isSettled))
    .map(({ id }) => id)
    .slice(0, STATUS_IDS_MAX);

/** One read for everything that is unfinished. Disabled, and so silent, when `ids` is empty. */
export const statusQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ["generation", "status", ids],
    queryFn: ({ signal }) =>
      getJson(
        `/api/status?ids=${ids.join(",")}`,
        async () => (await schemas()).statusSchema,
        signal,
      ),
    enabled: ids.length > 0,
    refetchInterval: POLL_INTERVAL_MS,
    refetchIntervalInBackground: true,
    staleTime: 0,
  });

/** What the team has under way, as long as somebody looks at it. */
export const activeListQuery = () =>
  queryOptions({
    queryKey: ["generation", "active"],
    queryFn: ({ signal }) =>
      getJson(
        "/api/active",
        async () => (await import("@/lib/generation/schema/active")).activeListSchema,
        signal,
      ),
    refetchInterval: POLL_INTERVAL_MS,
    staleTime: 0,
  });

/** Variants ahead of each one that waits for its turn, as the last status read told; never asked for by itself. */
export const aheadCountsQuery = () =>
  queryOptions<Status["aheadCounts"]>({
    queryKey: ["generation", "ahead"],
    queryFn: skipToken,
    initialData: {},
  });

/** Read again when the variant has moved on. */
export const taskLogQuery = ({ id, version }: Pick<VariantView, "id" | "version">) =>
  queryOptions({
    queryKey: ["generation", "task-log", id, version],
    queryFn: ({ signal }) =>
      getJson(
        `/api/variants/${id}/log`,
        async () => (await import("@/lib/generation/schema/task-log")).taskLogSchema,
        signal,
      ),
  });

/** One generation, for a link to a picture that is not among the loaded pages. */
export const generationQuery = (generationId: string) =>
  queryOptions({
    queryKey: ["generation", "one", generationId],
    queryFn: ({ signal }) =>
      getJson(
        `/api/generations/${generationId}`,
        async () => (await schemas()).generationViewSchema,
        signal,
      ),
    refetchInterval: ({ state }) =>
      state.data?.variants.every(isSettled) === false ? POLL_INTERVAL_MS : false,
  });

/** The generation of one of its variants, for a link that names only that. */
export const generationOfVariantQuery = (variantId: string) =>
  queryOptions({
    queryKey: ["generation", "of-variant", variantId],
    queryFn: ({ signal }) =>
      getJson(
        `/api/variants/${variantId}/generation`,
        async () => (await schemas()).generationViewSchema,
        signal,
      ),
  });

/** What a person has to look at. For admins only. */
export const attentionQuery = () =>
  queryOptions({
    queryKey: ["generation", "attention"],
    queryFn: ({ signal }) =>
      getJson(
        "/api/attention",
        async () => (await import("@/lib/generation/schema/attention")).attentionViewSchema,
        signal,
      ),
    refetchInterval: 30_000,
  });
