// npm run seed -- --images N: fills the library of a studio that has been set up, for trials and benchmarks.
import { bootstrap, root } from "./bootstrap.mjs";

await bootstrap();
const { generateClientWhenStale } = await import("./build.mjs");
const { bundle } = await import("./bundles.mjs");
const { bundlePath } = await import("./bundle-path.mjs");
const { studioEnvironment } = await import("./studio-environment.mjs");
process.chdir(root);
await generateClientWhenStale();
Object.assign(process.env, studioEnvironment(process.env));
await bundle(["prisma/seed/main", "media"]);
process.setSourceMapsEnabled(true);
const { seed } = await import(bundlePath("prisma/seed/main"));
process.exit(await seed(process.argv.slice(2)));
