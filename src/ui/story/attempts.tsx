import { type EarlyDialog, earlyDialogs } from '../../call/early-dialogs.ts';
import type { Attempt } from '../../call/types.ts';
import { attemptWord, dialogWords, fateWords, retryWords } from '../../diagnose/attempts.ts';
import type { OpenedCall } from '../../worker/protocol.ts';
import { useApp } from '../app-context.ts';
import type { LaneNames } from '../lane-names.ts';
import { Prose, Visible } from '../visible.tsx';
import { Jump } from './jump.tsx';

interface AttemptsProps {
  readonly opened: OpenedCall;
  readonly nameOf: LaneNames;
}

/** The ways in which a call was tried, numbered, and what became of each; the last one decides. */
export function Attempts({ opened, nameOf }: AttemptsProps) {
  const { detail } = opened;
  const groups = byMachine(opened);
  const dialogs = earlyDialogs(detail.messages);
  return (
    <section className="story-part" aria-label="Attempts">
      {groups.map((attempts) => (
        <div key={attempts[0]?.client}>
          <h2>
            <Visible text={nameOf(attempts[0]?.client ?? -1)} /> {tried(attempts, detail)}
          </h2>
          <ol className="attempts">
            {attempts.map((attempt) => (
              <Way key={attempt.requests[0]} attempt={attempt} detail={detail} nameOf={nameOf} />
            ))}
          </ol>
        </div>
      ))}
      {dialogs.length > 0 && (
        <div>
          <h2>Early dialogs by To-tag</h2>
          <ol className="attempts">
            {dialogs.map((dialog) => (
              <Early key={dialog.row} dialog={dialog} />
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}

/** Attempts of one machine, whichever of its sockets it used. */
function byMachine({ detail, lanes }: OpenedCall): (readonly Attempt[])[] {
  const groups = new Map<string, Attempt[]>();
  for (const attempt of attemptsShown(detail.attempts)) {
    const { address = '', id = -1 } = lanes.get(attempt.client)?.endpoint ?? {};
    const key = address || String(id);
    groups.set(key, [...(groups.get(key) ?? []), attempt]);
  }
  return [...groups.values()];
}

/** Those that are worth a word: where there are several, or one that was sent again. */
export function attemptsShown(attempts: readonly Attempt[]): readonly Attempt[] {
  return attempts.filter(({ of, requests }) => of > 1 || requests.length > 1);
}

function tried(attempts: readonly Attempt[], detail: OpenedCall['detail']): string {
  const [first] = attempts;
  if (!first || first.of === 1) return 'tried again';
  return attemptWord(first, detail) === 'branch'
    ? `rang ${first.of} at once`
    : `tried ${first.of}, one after the other`;
}

interface WayProps {
  readonly attempt: Attempt;
  readonly detail: OpenedCall['detail'];
  readonly nameOf: LaneNames;
}

function Way({ attempt, detail, nameOf }: WayProps) {
  const { select } = useApp();
  const again = retryWords(attempt, detail);
  const words = [again, fateWords(attempt, detail)].filter((part) => part !== '').join('; ');
  return (
    <li value={attempt.number} className={`fate ${attempt.fate}`}>
      <Jump title="Show its INVITE" onJump={() => void select.row(attempt.requests[0] ?? -1)}>
        <Visible text={nameOf(attempt.server)} />: <Prose text={words} />
      </Jump>
    </li>
  );
}

function Early({ dialog }: { readonly dialog: EarlyDialog }) {
  const { select } = useApp();
  return (
    <li value={dialog.number} className={dialog.status >= 200 ? 'fate answered' : 'fate'}>
      <Jump title="Show its first response" onJump={() => void select.row(dialog.row)}>
        <span className="mono">
          <Visible text={dialog.toTag} />
        </span>{' '}
        {dialogWords(dialog)}
      </Jump>
    </li>
  );
}
