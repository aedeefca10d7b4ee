import { useQueryClient } from "@tanstack/react-query";
import { addIncoming } from "@/components/incoming/incoming";
import { IncomingDrop } from "@/components/incoming/incoming-drop";
import { IncomingPanel } from "@/components/incoming/incoming-panel";
import { useIncoming } from "@/components/incoming/use-incoming";
import type { AddedUpload } from "@/lib/upload/schema";

type IncomingFilesProps = {
  project: { id: string; name: string };
  open: (upload: AddedUpload) => void;
  /** Somebody has chosen pictures: what is new waits until they ask for it. */
  isChoosing: () => boolean;
};

/** The way of own pictures into the library: dropped, pasted or picked. */
export function IncomingFiles({ project, open, isChoosing }: IncomingFilesProps) {
  const queryClient = useQueryClient();
  const files = useIncoming();
  const show = () => {
    const parts = isChoosing() ? ["news"] : ["days", "facets"];
    for (const part of parts) void queryClient.invalidateQueries({ queryKey: ["library", part] });
  };
  return (
    <>
      <IncomingDrop project={project.name} add={(given) => void addIncoming(given, project.id)} />
      {files.length > 0 ? <IncomingPanel files={files} open={open} onArrived={show} /> : null}
    </>
  );
}
