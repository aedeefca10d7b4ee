// npm test: every check from a bare clone. `npm test -- unit` runs the steps whose name contains one of the words.
import { bootstrap } from "./bootstrap.mjs";

await bootstrap();
const { runSteps } = await import("./test-steps.mjs");
process.exit(await runSteps(process.argv.slice(2)));
