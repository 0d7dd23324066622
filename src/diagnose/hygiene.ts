import { INFERRED_FROM, TRUNCATED } from '../base/captured.ts';
import type { CallMessage } from '../call/types.ts';
import { BODY_SHORT } from '../sip/body-flags.ts';
import type { MessageProblem } from '../sip/message.ts';
import type { Severity } from './finding.ts';
import type { Found } from './rule.ts';
import type { Scene } from './scene.ts';

/** A fault of a message itself. */
export interface Fault {
  readonly message: CallMessage;
  readonly problem: MessageProblem;
  /** Its receiver took it all the same: the fault did no harm here. */
  readonly accepted: boolean;
}

/** Whether the receiver of a message went on as if nothing were wrong with it. */
export function wasAccepted(scene: Scene, message: CallMessage): boolean {
  const exchange = scene.exchanges.find(
    ({ copies, responses }) => copies.includes(message) || responses.includes(message),
  );
  if (message.kind === 'request') {
    if (message.method === 'ACK') return true;
    return exchange?.responses.some(({ status }) => status > 100 && status < 300) ?? false;
  }
  if (!exchange?.request) return false;
  const later = exchange.responses.some(({ time }) => time > message.time);
  const repeated = scene.messages.some(({ copy, of }) => copy === 'retransmission' && of === message.row);
  if (message.status < 200) return later;
  return exchange.method === 'INVITE'
    ? exchange.ack !== null && !repeated
    : !exchange.copies.some(({ time }) => time > message.time);
}

/**
 * Faults with one of these codes, once for each sender and text. Copies of a message, messages that the capture cut, and
 * logs that may change what they print tell nothing about the sender.
 */
export function faultsOf(scene: Scene, codes: ReadonlySet<string>): Fault[] {
  const faulty = faultyMessages(scene);
  if (faulty.length === 0) return [];
  const told = new Set<string>();
  return faulty.flatMap((message) => {
    return scene.problems(message.row).flatMap((problem) => {
      const key = `${message.from} ${message.flags & INFERRED_FROM} ${problem.text}`;
      if (!codes.has(problem.code) || told.has(key)) return [];
      told.add(key);
      return [{ message, problem, accepted: wasAccepted(scene, message) }];
    });
  });
}

/** Messages as their sender wrote them in which something is wrong; none of a log that may have changed them. */
export function faultyMessages(scene: Scene): readonly CallMessage[] {
  return scene.once(findFaulty);
}

function findFaulty(scene: Scene): CallMessage[] {
  if (scene.coverage.lossy) return [];
  return scene.messages.filter(
    ({ copy, flags, row }) => copy === null && (flags & TRUNCATED) === 0 && scene.problems(row).length > 0,
  );
}

/** Cut by the capture, or shorter than its Content-Length says: what it lacks may have been there. */
export function isCut(scene: Scene, { row, flags }: CallMessage): boolean {
  const body = scene.trace.index.columns.body[row] ?? 0;
  if ((flags & TRUNCATED) !== 0 || (body & BODY_SHORT) !== 0) return true;
  const view = scene.headers(row);
  // A log that prints no Content-Length may have left out the body as well.
  return !view.complete || (scene.coverage.lossy && view.all('Content-Length').length === 0);
}

/** A fault as it is told; one that did no harm is worth a note. */
export function faultFound(scene: Scene, { message, problem, accepted }: Fault, severity: Severity): Found {
  return {
    severity: accepted ? 'info' : severity,
    messages: [message.row],
    text: `The ${messageText(scene, message)}: ${problem.text}`,
  };
}

/** "INVITE of Alice", "200 OK of Bob". */
export function messageText(scene: Scene, { kind, method, status, reason, from }: CallMessage): string {
  const name = kind === 'request' ? method || 'The request' : `${status} ${reason}`.trim();
  return `${name} of ${scene.nameOf(from)}`;
}
