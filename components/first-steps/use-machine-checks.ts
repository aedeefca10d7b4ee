import { useQuery } from "@tanstack/react-query";
import { checkMachineAction } from "@/lib/first-steps/actions";

/** Tried once when the page is opened, and again when somebody asks for it: each time writes to the storage. */
export function useMachineChecks() {
  const { data, isFetching, isError, refetch } = useQuery({
    queryKey: ["first-steps", "machine"],
    queryFn: () => checkMachineAction(undefined),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return { answer: data ?? null, isFetching, isError, again: refetch };
}
export type MachineChecks = ReturnType<typeof useMachineChecks>;
