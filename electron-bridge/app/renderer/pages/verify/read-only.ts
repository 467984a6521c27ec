/** Whether the project can only be read, so that nothing is drawn or judged. */
import { useAnswer } from "../../data/answer.js";
import { call } from "../../data/call.js";

export function useReadOnly(): boolean {
  const { value } = useAnswer("is the project read-only", (signal) =>
    call("storage", {}, { signal }),
  );
  return value?.readOnly === true;
}
