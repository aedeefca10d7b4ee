// npm run bench -- NAME…: measures the named benchmarks, or all, and prints one JSON line for each.
import { bootstrap, root } from "./bootstrap.mjs";

await bootstrap();
const { generateClientWhenStale } = await import("./build.mjs");
const { bundle } = await import("./bundles.mjs");
const { bundlePath } = await import("./bundle-path.mjs");
process.chdir(root);
await generateClientWhenStale();
await bundle(["media", "bench/main", "bench/picture-process", "bench/peer-process"]);
process.setSourceMapsEnabled(true);
const { runBenchmarks } = await import(bundlePath("bench/main"));
process.exit(await runBenchmarks(process.argv.slice(2)));
