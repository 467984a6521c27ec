/** Every second state, from the first on. */
import { STATES } from "../shots/states.js";
import { tryStates } from "./every-state.js";

tryStates(STATES.filter((_, at) => at % 2 === 0));
