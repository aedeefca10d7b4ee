// Runs a program of the project by name on the pinned Node: node scripts/tool.mjs sandbox --port 8787
import { bootstrap, root } from "./bootstrap.mjs";

await bootstrap();
const { bundle, bundlePath } = await import("./bundles.mjs");
const [name, ...args] = process.argv.slice(2);
if (name === "maquette") {
  const { generateClientWhenStale } = await import("./build.mjs");
  const { studioEnvironment } = await import("./studio-environment.mjs");
  const { openOwnDatabase } = await import("./own-database.mjs");
  await generateClientWhenStale();
  try {
    await openOwnDatabase(args, process.env);
  } catch (error) {
    if (!error.exitCode) throw error;
    console.error(error.message);
    process.exit(error.exitCode);
  }
  Object.assign(process.env, studioEnvironment(process.env));
  process.chdir(root);
}
// Bundling takes less time than finding out whether it is needed. Pictures are decoded by a bundle of its own.
await bundle(name === "maquette" ? [name, "media"] : [name]);
process.argv = [process.execPath, bundlePath(name), ...args];
process.setSourceMapsEnabled(true);
await import(bundlePath(name));
