const startsWith = (bytes: Buffer, signature: string, offset = 0) =>
  bytes.subarray(offset, offset + signature.length).toString("latin1") === signature;

/** By magic bytes; null for anything that the gateway does not take. */
export function detectImageType(bytes: Buffer) {
  if (startsWith(bytes, "\xff\xd8\xff")) return { mime: "image/jpeg", extension: "jpg" } as const;
  if (startsWith(bytes, "\x89PNG\r\n\x1a\n"))
    return { mime: "image/png", extension: "png" } as const;
  if (startsWith(bytes, "GIF8")) return { mime: "image/gif", extension: "gif" } as const;
  if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8))
    return { mime: "image/webp", extension: "webp" } as const;
  return null;
}
