import { createHash, randomBytes } from "node:crypto";
import { type Answer, json, unsuccessful } from "@/lib/sandbox/answers";
import { type Call, readBody } from "@/lib/sandbox/call";
import { detectImageType } from "@/lib/sandbox/image-type";
import type { Sandbox } from "@/lib/sandbox/sandbox";

const UPLOAD_BYTES_MAX = 10 * 1024 * 1024;
/** Boundaries and part headers. */
const FORM_BYTES_MAX = 64 * 1024;

const tooLarge = () => unsuccessful("Image too large. Maximum size is 10MB");

/** POST /v1/uploads/images */
export async function uploadImage(call: Call<Sandbox>): Promise<Answer> {
  const { sandbox, request, origin } = call;
  const body = await readBody(request, UPLOAD_BYTES_MAX + FORM_BYTES_MAX);
  if (body === null) return tooLarge();
  const bytes = await readFilePart(body, request.headers["content-type"] ?? "");
  if (bytes === null) return unsuccessful("No image file in the part 'file'");
  if (bytes.length > UPLOAD_BYTES_MAX) return tooLarge();
  const type = detectImageType(bytes);
  if (type === null) return unsuccessful("Unsupported image type. Allowed: JPEG, PNG, WebP, GIF");
  const id = randomBytes(8).toString("hex");
  const name = `${Math.floor(sandbox.now() / 1_000)}_${id}.${type.extension}`;
  sandbox.store.addFile("uploads", name, bytes);
  const answer = json(200, {
    success: true,
    message: "",
    data: {
      id: `upload_${id}`,
      url: `${origin}/files/uploads/${name}`,
      mime_type: type.mime,
      size: bytes.length,
    },
  });
  const wrong = sandbox.faults.ofUpload(call).upload?.({
    sha256: createHash("sha256").update(bytes).digest("hex"),
    answer,
    forget: () => sandbox.store.dropFile("uploads", name),
  });
  return wrong ?? answer;
}

async function readFilePart(body: Buffer<ArrayBuffer>, contentType: string) {
  if (!contentType.startsWith("multipart/form-data")) return null;
  try {
    const form = await new Response(body, { headers: { "content-type": contentType } }).formData();
    const file = form.get("file");
    return file instanceof File ? Buffer.from(await file.arrayBuffer()) : null;
  } catch {
    return null;
  }
}
