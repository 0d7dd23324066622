import { CLOCK_RATES, staticRate } from './rtp-clocks.ts';

const RATES = CLOCK_RATES.length;

/** Interarrival jitter of a flow by one clock; microseconds. */
export interface Jitter {
  /** Clock rate of the timestamps, hertz. */
  readonly rate: number;
  readonly most: number;
  readonly mean: number;
}

/**
 * Interarrival jitter (RFC 3550 §6.4.1, §A.8) of each flow. A payload type that only SDP explains is measured by all usual
 * clocks at once: which one it was is known when calls are put together. As in Wireshark, the largest and the mean leave
 * out packets that begin a talkspurt.
 */
export class JitterTable {
  #now = new Float64Array(64 * RATES);
  #most = new Float64Array(64 * RATES);
  #sum = new Float64Array(64 * RATES);
  #count = new Uint32Array(64 * RATES);

  /** Makes room for a new flow. */
  open(row: number): void {
    const start = row * RATES;
    if (start + RATES > this.#now.length) {
      this.#now = grown(this.#now, new Float64Array(this.#now.length * 2));
      this.#most = grown(this.#most, new Float64Array(this.#most.length * 2));
      this.#sum = grown(this.#sum, new Float64Array(this.#sum.length * 2));
      this.#count = grown(this.#count, new Uint32Array(this.#count.length * 2));
    }
    for (const column of [this.#now, this.#most, this.#sum, this.#count]) column.fill(0, start, start + RATES);
  }

  /**
   * One more packet.
   * @param passed microseconds since the one before
   * @param span timestamps between both
   * @param counts it counts for the largest and the mean
   */
  add(row: number, payloadType: number, passed: number, span: number, counts: boolean): void {
    if (Number.isNaN(passed)) return;
    const only = staticRate(payloadType);
    const start = row * RATES;
    if (only >= 0) this.#take(start + only, Math.abs(passed - (span * 1e6) / (CLOCK_RATES[only] as number)), counts);
    else {
      for (let i = 0; i < RATES; i++) {
        this.#take(start + i, Math.abs(passed - (span * 1e6) / (CLOCK_RATES[i] as number)), counts);
      }
    }
  }

  #take(at: number, distance: number, counts: boolean): void {
    const before = this.#now[at] as number;
    const jitter = before + (distance - before) / 16;
    this.#now[at] = jitter;
    if (!counts) return;
    if (jitter > (this.#most[at] as number)) this.#most[at] = jitter;
    this.#sum[at] = (this.#sum[at] as number) + jitter;
    this.#count[at] = (this.#count[at] as number) + 1;
  }

  move(from: number, to: number): void {
    for (const column of [this.#now, this.#most, this.#sum, this.#count]) {
      column.copyWithin(to * RATES, from * RATES, (from + 1) * RATES);
    }
  }

  /** Jitter of a flow by each clock that it was measured by. */
  of(row: number): Jitter[] {
    return CLOCK_RATES.flatMap((rate, i) => {
      const at = row * RATES + i;
      const count = this.#count[at] as number;
      return count === 0 ? [] : [{ rate, most: this.#most[at] as number, mean: (this.#sum[at] as number) / count }];
    });
  }
}

function grown<T extends Float64Array | Uint32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
