const inspect = Symbol.for('nodejs.util.inspect.custom');

/**
 * A value that no log, error message, template string or JSON can print: it shows as `[hidden]`.
 * Only `reveal()` gives it back, so every place that does can be found by name (Law 91/2025/QH15 Đ14).
 */
export class Sensitive<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return '[hidden]';
  }

  toJSON(): string {
    return '[hidden]';
  }

  [Symbol.toPrimitive](): string {
    return '[hidden]';
  }

  [inspect](): string {
    return '[hidden]';
  }
}
