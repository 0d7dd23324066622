/** A text that is looked for. */
export interface Pattern<T> {
  /** Lower case, not empty. */
  readonly text: string;
  /** Not inside of a longer run of letters and digits. */
  readonly whole: boolean;
  readonly means: T;
}

export interface Hit<T> {
  readonly pattern: Pattern<T>;
  readonly start: number;
}

interface Node<T> {
  readonly next: Map<number, Node<T>>;
  readonly patterns: Pattern<T>[];
  fail: Node<T> | null;
  /** The nearest node on the way of failures that ends a pattern. */
  out: Node<T> | null;
}

/** Looks for many texts at once (Aho and Corasick 1975): one pass, however many there are. */
export class Patterns<T> {
  readonly #root: Node<T> = node();

  constructor(patterns: Iterable<Pattern<T>>) {
    for (const pattern of patterns) this.#add(pattern);
    this.#link();
  }

  *search(text: string): Generator<Hit<T>> {
    let at = this.#root;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      while (at !== this.#root && !at.next.has(code)) at = at.fail ?? this.#root;
      at = at.next.get(code) ?? this.#root;
      for (let found: Node<T> | null = at; found; found = found.out) {
        for (const pattern of found.patterns) {
          const start = i + 1 - pattern.text.length;
          if (!pattern.whole || isWhole(text, start, i + 1)) yield { pattern, start };
        }
      }
    }
  }

  #add(pattern: Pattern<T>): void {
    let at = this.#root;
    for (let i = 0; i < pattern.text.length; i++) {
      const code = pattern.text.charCodeAt(i);
      const next = at.next.get(code) ?? node<T>();
      at.next.set(code, next);
      at = next;
    }
    if (at !== this.#root) at.patterns.push(pattern);
  }

  #link(): void {
    const queue = [this.#root];
    for (const at of queue) {
      for (const [code, child] of at.next) {
        let fail = at.fail;
        while (fail && !fail.next.has(code)) fail = fail.fail;
        child.fail = fail?.next.get(code) ?? this.#root;
        child.out = child.fail.patterns.length > 0 ? child.fail : child.fail.out;
        queue.push(child);
      }
    }
  }
}

function node<T>(): Node<T> {
  return { next: new Map(), patterns: [], fail: null, out: null };
}

function isWhole(text: string, start: number, end: number): boolean {
  return !isAlphanumeric(text.charCodeAt(start - 1)) && !isAlphanumeric(text.charCodeAt(end));
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code >= 128;
}
