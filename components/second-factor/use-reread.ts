import { useQueryClient } from "@tanstack/react-query";
import { devicesQuery, factorQuery } from "@/lib/account/queries";

/** After a change of one's factors: other devices are signed out with it. */
export function useReread() {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: devicesQuery().queryKey });
    return queryClient.invalidateQueries({ queryKey: factorQuery().queryKey });
  };
}
