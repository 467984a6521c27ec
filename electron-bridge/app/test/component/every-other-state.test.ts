/** Every second state, from the second on. */
import { STATES } from "../shots/states.js";
import { tryStates } from "./every-state.js";

tryStates(STATES.filter((_, at) => at % 2 === 1));
