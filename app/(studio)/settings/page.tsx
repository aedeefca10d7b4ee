import { redirect } from "next/navigation";
import { PROFILE_PATH } from "@/lib/team/schema/facts";

export default function SettingsPage() {
  redirect(PROFILE_PATH);
}
