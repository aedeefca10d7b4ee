import { useQueryClient } from "@tanstack/react-query";

/** Every list that has the pictures, or has them again. Settles when they have been read. */
export function useRefresh() {
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all(
      ["library", "bin", "generation"].map((name) =>
        queryClient.invalidateQueries({ queryKey: [name] }),
      ),
    );
  };
}
