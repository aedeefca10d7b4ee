import "server-only";

/** What a page may do that is none: nothing. Pages and stored files bring their own policy. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** On every answer, whoever makes it: the one table for pages, files, data and refusals. */
export function staticHeaders(publicUrl: string): Record<string, string> {
  return {
    "content-security-policy": NOTHING,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy":
      "camera=(self), clipboard-read=(self), clipboard-write=(self), fullscreen=(self), " +
      "geolocation=(), microphone=(), payment=(), publickey-credentials-create=(self), " +
      "publickey-credentials-get=(self), usb=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    // On plain http a browser must ignore it; one who tries the studio on localhost keeps it out of the way.
    ...(publicUrl.startsWith("https:") && {
      "strict-transport-security": `max-age=${YEAR_SECONDS}; includeSubDomains`,
    }),
  };
}

/**
 * Of a page. `nonce` is new for each request: only scripts that carry it run, and what they
 * load. Styles are allowed wherever they stand: shapes and places of pictures are written as attributes, and what
 * holds the page still under a dialog is an element without a nonce.
 */
export function pagePolicy(nonce: string, isDevelopment: boolean): string {
  // React rebuilds stacks with eval, and the reloader opens a socket.
  const [scripts, sockets] = isDevelopment ? [" 'unsafe-eval'", " ws:"] : ["", ""];
  return [
    "default-src 'none'",
    // Pictures of phones (HEIC) are decoded with WebAssembly.
    `script-src 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    // What a person holds in the browser is read by its address: a file, the decoder's own code.
    `connect-src 'self' blob: data:${sockets}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join("; ");
}
