// An application that starts the sidecar named by its argument, tells the process, and stays.
import { Sidecar } from "../../src/index.ts";

const sidecar = new Sidecar({ command: process.argv[2] });
void sidecar.start().then(() => console.log(sidecar.pid));
