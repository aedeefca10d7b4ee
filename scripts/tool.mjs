// Runs a program of the project by name on the pinned Node: node scripts/tool.mjs sandbox --port 8787
import { bootstrap } from "./bootstrap.mjs";

await bootstrap();
const { bundle, bundlePath } = await import("./bundles.mjs");
const [name, ...args] = process.argv.slice(2);
// Bundling takes less time than finding out whether it is needed.
await bundle([name]);
process.argv = [process.execPath, bundlePath(name), ...args];
process.setSourceMapsEnabled(true);
await import(bundlePath(name));
