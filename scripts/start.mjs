// npm start, npm run dev: from a bare clone to a running studio.
import { bootstrap } from "./bootstrap.mjs";

await bootstrap();
const { runStudio } = await import("./studio.mjs");
await runStudio({ isDev: process.argv.includes("--dev") });
