import type { CallDetail, CallMessage } from '../../call/types.ts';
import { sayDuration } from '../../diagnose/say.ts';
import { classOf, labelOf } from '../../ladder/rungs.ts';
import { useApp } from '../app-context.ts';
import type { LaneNames } from '../lane-names.ts';
import { Visible } from '../visible.tsx';
import { sayTime } from '../words.ts';

interface TransactionProps {
  readonly message: CallMessage;
  readonly detail: CallDetail;
  readonly names: LaneNames;
  readonly zone: number;
}

/** The request that a message belongs to and everything that answered it, on its hop, with times. */
export function Transaction({ message, detail, names, zone }: TransactionProps) {
  const { select } = useApp();
  const members = transactionOf(message, detail);
  const first = members[0];
  const copies = copiesIn(detail);
  return (
    <div className="transaction">
      <p className="quiet">
        {first ? `${names(first.from)} and ${names(first.to)}, one request and what answered it (RFC 3261 §17).` : ''}
      </p>
      <ol>
        {members.map((member) => (
          <li key={member.row}>
            <button
              type="button"
              aria-current={member.row === message.row}
              onClick={() => void select.row(member.row)}
              className={`member ${classOf(member)}`}
            >
              <span className="mono">{sayTime(member.time, zone)}</span>
              <span className="what">
                <span aria-hidden="true">{member.from === first?.from ? '→ ' : '← '}</span>
                <Visible text={labelOf(member)} />
                {(copies.get(member.row) ?? 0) > 0 && (
                  <span className="times"> ×{(copies.get(member.row) ?? 0) + 1}</span>
                )}
              </span>
              <span className="mono quiet">{sinceFirst(member, first)}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function sinceFirst(member: CallMessage, first: CallMessage | undefined): string {
  const time = first && member !== first ? sayDuration(member.time - first.time) : '';
  return time === '' ? '' : `+${time}`;
}

/** Messages of the transaction in order, a copy standing for its first; the message alone when it has none. */
function transactionOf(message: CallMessage, { transactions, messages }: CallDetail): readonly CallMessage[] {
  const transaction = transactions[message.transaction];
  if (!transaction) return [message];
  const { request, responses, cancel, ack } = transaction;
  const rows = new Set([request, ...responses, cancel, ack, message.copy === null ? message.row : -1]);
  return messages.filter(({ row }) => rows.has(row));
}

/** How often each message came again. */
function copiesIn({ messages }: CallDetail): ReadonlyMap<number, number> {
  const copies = new Map<number, number>();
  for (const { copy, of } of messages) if (copy === 'retransmission') copies.set(of, (copies.get(of) ?? 0) + 1);
  return copies;
}
