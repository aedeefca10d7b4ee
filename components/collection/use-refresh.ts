import { useQueryClient } from "@tanstack/react-query";

/** What has been read of collections is read again, and with it the filters of the library that name them. */
export function useRefreshCollections(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    void queryClient.invalidateQueries({ queryKey: ["library", "facets"] });
    await queryClient.invalidateQueries({ queryKey: ["collection"] });
  };
}
