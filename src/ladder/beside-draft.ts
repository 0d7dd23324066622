import type { ChipDraft } from './chip.ts';

/** What stands on a ladder beside its messages, before it has a place. */
export interface BesideDraft {
  readonly what: 'media' | 'event';
  /** Position in the flows or events of the call. */
  readonly number: number;
  /** Microseconds. */
  readonly time: number;
  /** Endpoints. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly chips: readonly ChipDraft[];
  /** Numbers of the calls that it is of, where several share the ladder. */
  readonly of: readonly number[];
  /** All of it in words. */
  readonly notes: readonly string[];
}
