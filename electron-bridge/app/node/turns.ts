/** Work of which a few may be under way at a time; more is refused in words, so that no page can flood. */
export class Turns {
  #under = 0;

  constructor(
    private readonly most: number,
    private readonly refusal: () => string,
  ) {}

  async take<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#under >= this.most) throw new Error(this.refusal());
    this.#under++;
    try {
      return await work();
    } finally {
      this.#under--;
    }
  }
}
