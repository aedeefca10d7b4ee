/**
 * The secret of a one-time link, `/set-up#TOKEN`, `/set-up#token=TOKEN` or `/set-up?token=TOKEN`. It leaves the address
 * bar, and so the history and any screenshot, as soon as it has been read. Empty when the link was not whole.
 */
export function takeToken(): string {
  const { hash, search, pathname } = window.location;
  const found = tokenIn(hash, search);
  if (found !== "") window.history.replaceState(null, "", pathname);
  return found;
}

function tokenIn(hash: string, search: string): string {
  const fragment = hash.slice(1);
  const named =
    new URLSearchParams(fragment).get("token") ?? new URLSearchParams(search).get("token");
  return named ?? decoded(fragment);
}

/** A fragment that was cut inside of an escape is no token of ours. */
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
