import { LoaderCircle } from "lucide-react";
import { cn } from "./cn";

export function Spinner(props: { className?: string | undefined }) {
  return <LoaderCircle aria-hidden="true" className={cn("spinner", props.className)} />;
}
