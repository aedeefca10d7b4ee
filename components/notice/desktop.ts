export type Permission = "granted" | "denied" | "dismissed" | "impossible";

/** Browsers give notifications only to https and to this machine, and phones to none of this kind. */
const isPossible = () => "Notification" in window && window.isSecureContext;

export const mayNotify = () => isPossible() && Notification.permission === "granted";

/** The browser asks the person, at most once. */
export async function askToNotify(): Promise<Permission> {
  if (!isPossible()) return "impossible";
  const answer = await Notification.requestPermission();
  return answer === "default" ? "dismissed" : answer;
}

type DesktopNotice = { id: string; title: string; body: string; open: () => void };

/** One of an id is shown once, in whichever tab. */
export function notifyOnDesktop({ id, title, body, open }: DesktopNotice): void {
  if (!mayNotify()) return;
  try {
    const shown = new Notification(title, { tag: id, body });
    shown.onclick = () => {
      window.focus();
      shown.close();
      open();
    };
  } catch {
    // Chrome on Android knows the word and refuses it.
  }
}
