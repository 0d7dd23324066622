import type { Confidence, Ghost, Severity } from './finding.ts';
import type { Scene } from './scene.ts';
import type { Trait } from './traits.ts';

/** How often a support desk meets it: F1 weekly, F4 rarely. */
export type Tier = 'F1' | 'F2' | 'F3' | 'F4';

/** What a rule looks at: columns of the index, keys that join legs, session descriptions, whole messages, RTP flows. */
export type Reads = 'index' | 'keys' | 'sdp' | 'messages' | 'rtp';

/** What a rule found; what it leaves out is said as the rule says it. */
export interface Found {
  readonly severity?: Severity;
  /** `certain` when left out. */
  readonly confidence?: Confidence;
  /** Rows of the message index that are the evidence, in order. */
  readonly messages: readonly number[];
  readonly title?: string;
  /** Plain English, with the numbers and names of this call. */
  readonly text: string;
  readonly nextStep?: string;
  readonly reference?: string;
  readonly ghost?: Ghost;
}

/** One diagnosis. Its texts make the page of rules in the documentation. */
export interface Rule {
  /** `T01`: family and number, stable for filters and pipelines. */
  readonly id: string;
  /** A few words. */
  readonly title: string;
  /** The usual one; a finding may be raised or lowered by what else the call shows. */
  readonly severity: Severity;
  readonly tier: Tier;
  /** `RFC 3261 §13.3.1.4`. */
  readonly reference: string;
  readonly reads: readonly Reads[];
  /** What a leg must show, all of it, for the rule to have anything to say: without it the rule is not asked. */
  readonly asks?: readonly Trait[];
  /** Headers, by canonical name, of which some message of the leg must have one: else it is not asked either. */
  readonly headers?: readonly string[];
  /** When it speaks, in one plain sentence. */
  readonly when: string;
  /** What looks alike and is something else: where it stays silent or says less. */
  readonly unless: readonly string[];
  readonly nextStep: string;
  check(scene: Scene): Iterable<Found>;
}
