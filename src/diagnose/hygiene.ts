import { INFERRED_FROM, TRUNCATED } from '../base/captured.ts';
import type { CallMessage } from '../call/types.ts';
import type { MessageProblem } from '../sip/message.ts';
import type { Scene } from './scene.ts';

/** A fault of a message itself. */
export interface Fault {
  readonly message: CallMessage;
  readonly problem: MessageProblem;
}

/**
 * Faults with one of these codes, once for each sender and text. Copies of a message, messages that the capture cut, and
 * logs that may change what they print tell nothing about the sender.
 */
export function faultsOf(scene: Scene, codes: ReadonlySet<string>): Fault[] {
  if (scene.coverage.lossy) return [];
  const told = new Set<string>();
  return scene.messages.flatMap((message) => {
    if (message.copy !== null || message.flags & TRUNCATED) return [];
    return scene.problems(message.row).flatMap((problem) => {
      const key = `${message.from} ${message.flags & INFERRED_FROM} ${problem.text}`;
      if (!codes.has(problem.code) || told.has(key)) return [];
      told.add(key);
      return [{ message, problem }];
    });
  });
}

/** "INVITE of Alice", "200 OK of Bob". */
export function messageText(scene: Scene, { kind, method, status, reason, from }: CallMessage): string {
  const name = kind === 'request' ? method || 'The request' : `${status} ${reason}`.trim();
  return `${name} of ${scene.nameOf(from)}`;
}
