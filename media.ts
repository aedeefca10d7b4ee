import { runDecodeProcess } from "@/lib/media/decode-process";

runDecodeProcess();
