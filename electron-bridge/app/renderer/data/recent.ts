/** Keeps what was used last, up to a number of bytes. */
export class Recent<Value> {
  readonly #kept = new Map<string, { value: Value; bytes: number }>();
  #bytes = 0;

  /** `drop` frees what leaves, such as a picture of the graphics card. */
  constructor(
    private readonly most: number,
    private readonly drop: (value: Value) => void = () => undefined,
  ) {}

  get bytes(): number {
    return this.#bytes;
  }

  get(name: string): Value | undefined {
    const found = this.#kept.get(name);
    if (found === undefined) return undefined;
    this.#kept.delete(name);
    this.#kept.set(name, found);
    return found.value;
  }

  set(name: string, value: Value, bytes: number): void {
    this.#forget(name);
    this.#kept.set(name, { value, bytes });
    this.#bytes += bytes;
    for (const [oldest] of this.#kept) {
      if (this.#bytes <= this.most || oldest === name) break;
      this.#forget(oldest);
    }
  }

  clear(): void {
    for (const name of [...this.#kept.keys()]) this.#forget(name);
  }

  #forget(name: string): void {
    const found = this.#kept.get(name);
    if (found === undefined) return;
    this.#kept.delete(name);
    this.#bytes -= found.bytes;
    this.drop(found.value);
  }
}
