/** Where in a source something stands: a byte offset, and a line (from 1) or frame number (from 1) where one is known. */
export interface Place {
  readonly source: number;
  readonly offset: number;
  readonly line?: number;
  readonly frame?: number;
}

/** Something in the input that is not as it should be. A value beside the data, never thrown. */
export interface Problem {
  /** Kebab-case word that names the kind, stable for tests and filters. */
  readonly code: string;
  /** One plain sentence for people. */
  readonly text: string;
  readonly at: Place | null;
}

/** Keeps the first `limit` problems and counts the rest, so that hostile input cannot fill the memory. */
export class ProblemList {
  readonly kept: Problem[] = [];
  dropped = 0;
  readonly #limit: number;

  constructor(limit = 1000) {
    this.#limit = limit;
  }

  add(code: string, text: string, at: Place | null = null): void {
    if (this.kept.length < this.#limit) this.kept.push({ code, text, at });
    else this.dropped++;
  }
}

/** "line 12", "frame 3" or "byte 400": how a place is said to people. */
export function sayPlace(place: Place): string {
  if (place.line !== undefined) return `line ${place.line}`;
  if (place.frame !== undefined) return `frame ${place.frame}`;
  return `byte ${place.offset}`;
}
