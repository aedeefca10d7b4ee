import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, readFileSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import { finished, pipeline } from "node:stream/promises";

// Plain Node, as one writes it by hand: the peer of the product's hot paths.
// Arguments: a folder for uploads; the file that GET /file answers; a file of JSON for GET /json.
const [folder = "", file = "", json = ""] = process.argv.slice(2);
const data: unknown = json ? JSON.parse(readFileSync(json, "utf8")) : null;
let uploads = 0;

async function upload(request: IncomingMessage, response: ServerResponse, withDuties: boolean) {
  uploads += 1;
  const target = path.join(folder, String(uploads));
  const sink = createWriteStream(target, { flush: withDuties });
  const digest = createHash("sha256");
  if (withDuties) request.on("data", (chunk: Buffer) => digest.update(chunk));
  request.pipe(sink);
  await finished(sink);
  response.end(digest.digest("hex"));
  await rm(target);
}

async function handle(request: IncomingMessage, response: ServerResponse) {
  switch (request.url) {
    case "/json":
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(data));
      break;
    case "/file":
      response.setHeader("content-length", statSync(file).size);
      await pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), response);
      break;
    default:
      await upload(request, response, request.url === "/upload");
  }
}

const server = createServer((request, response) => void handle(request, response));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" && address ? address.port : 0);
});
process.on("disconnect", () => process.exit());
