// The benches that decided how the app is built, each with its number. By hand, on a quiet machine:
//   node app/scripts/bench.mjs [grid] [pictures] [webgl] [clock] [ultrasound] [build] [progress]
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { load } from "./load.mjs";

const app = fileURLToPath(new URL("..", import.meta.url));
const { BENCHES } = await load(`${app}/test/bench/benches.ts`);
const wanted = process.argv.slice(2);
console.log(`Load of the last minute: ${loadavg()[0].toFixed(1)}`);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  for (const [what, value] of await bench()) console.log(`  ${what}: ${value}`);
}
