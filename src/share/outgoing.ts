import type { Capsule, Outcome } from '../capsule/capsule.ts';
import { refusalOfCount } from '../capsule/encode.ts';
import type { Span } from '../sip/message.ts';
import type { View } from '../view/view.ts';
import { dropSecrets } from './drop.ts';
import { findLeaks, type Leak } from './gate/leaks.ts';
import { askGates, type GateReport } from './gates.ts';
import { HIDE_ALL, type Redacted, type RedactOptions, redact } from './redact.ts';
import type { SecretKind } from './secrets.ts';
import { packPart, rowsOfPart, type TracePart } from './trace-part.ts';

/** How a person wants to send something. */
export interface Wish {
  /** What stays as it is; null: everything but secrets. */
  readonly redaction: RedactOptions | null;
  /** '' for none. */
  readonly passphrase: string;
}

/** What is done when nobody says otherwise. */
export const SAFE: Wish = { redaction: HIDE_ALL, passphrase: '' };

/** A trace that is ready to leave, if the gates let it. */
export interface Outgoing {
  readonly capsule: Capsule;
  /** What is not as it was, in the bytes of each message. */
  readonly changes: readonly (readonly Span[])[];
  /** How many secrets of each kind were taken out. */
  readonly dropped: ReadonlyMap<SecretKind, number>;
  readonly gates: GateReport;
  readonly redacted: Redacted;
  readonly original: Capsule;
}

/** The chosen calls and the view of them, redacted as was wished, with what both gates say of it; refused when too many. */
export async function outgoing(part: TracePart, view: View | null, { redaction }: Wish): Promise<Outcome<Outgoing>> {
  const tooMany = refusalOfCount(rowsOfPart(part).length);
  if (tooMany) return tooMany;
  const { capsule: original } = await packPart(part, view);
  const redacted = redaction ? redact(original, redaction) : withoutSecrets(original);
  const { capsule, messages } = redacted;
  const dropped = new Map<SecretKind, number>();
  for (const { kind } of messages.flatMap(({ secrets }) => secrets)) dropped.set(kind, (dropped.get(kind) ?? 0) + 1);
  const gates = await askGates(original, redacted);
  const changes = messages.map(({ changes }) => changes);
  return { ok: true, value: { capsule, changes, dropped, gates, redacted, original } };
}

/** Original values in a text or a file that is to leave beside the trace; `text` has a character for each byte. */
export function leaksIn({ original, redacted }: Outgoing, text: string): Leak[] {
  return findLeaks(original, redacted, [['the text', text]]);
}

/** A trace as it was but for what never leaves. */
export function withoutSecrets(capsule: Capsule): Redacted {
  const dropped = capsule.messages.map(({ bytes }) => dropSecrets(bytes));
  return {
    capsule: {
      ...capsule,
      messages: capsule.messages.map((message, i) => ({ ...message, bytes: dropped[i]?.bytes ?? message.bytes })),
    },
    messages: dropped.map(({ secrets }) => ({ secrets, changes: secrets.map(({ span }) => span) })),
    values: null,
  };
}
