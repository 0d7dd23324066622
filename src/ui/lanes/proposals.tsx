import { useEffect, useState } from 'react';
import { openProposals } from '../../state/shaping.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Jump } from '../story/jump.tsx';
import { Visible } from '../visible.tsx';
import { sayCount } from '../words.ts';

/** Lanes that may be one machine: quietly, one at a time unless all are asked for; one click draws them so or keeps them apart. */
export function Proposals() {
  const { shape, select } = useApp();
  const opened = useFacts((facts) => facts.opened);
  const { of, list } = useFacts((facts) => facts.proposals);
  const lanes = useFacts((facts) => facts.lanes);
  const [all, setAll] = useState(false);
  useEffect(() => {
    if (opened) void shape.propose();
  }, [opened, shape]);
  if (!opened || of !== opened) return null;
  const open = openProposals(list, lanes);
  const shown = all ? open : open.slice(0, 1);
  if (shown.length === 0) return null;
  return (
    <section className="proposals" aria-label="Lanes that may be one machine">
      <ul>
        {shown.map((proposal) => (
          <li key={proposal.id}>
            <p>
              {proposal.row >= 0 ? (
                <Jump title="Show the message" onJump={() => void select.row(proposal.row)}>
                  <Visible text={proposal.text} />
                </Jump>
              ) : (
                <Visible text={proposal.text} />
              )}{' '}
              One machine?
            </p>
            <button type="button" className="button quiet-button" onClick={() => shape.accept(proposal)}>
              Draw as one lane
            </button>
            <button type="button" className="button quiet-button" onClick={() => shape.refuse(proposal)}>
              Keep apart
            </button>
          </li>
        ))}
      </ul>
      {open.length > 1 && (
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show only the first' : `${sayCount(open.length - 1, 'more proposal')}`}
        </button>
      )}
    </section>
  );
}
