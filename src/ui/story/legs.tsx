import type { CallLeg, LegLink, OfferedLink } from '../../call/types.ts';
import { outcomeWords } from '../../diagnose/outcome.ts';
import { outcomeMeaning } from '../../diagnose/outcome-meanings.ts';
import type { OpenedCall } from '../../worker/protocol.ts';
import { useApp } from '../app-context.ts';
import { Hue } from '../hue.tsx';
import { Prose, Visible } from '../visible.tsx';

/** The legs of a call: why each belongs to it and how sure that is, and ways to decide otherwise. */
export function Legs({ opened }: { readonly opened: OpenedCall }) {
  const { legs, offered } = opened.detail;
  return (
    <section className="story-part" aria-label="Legs">
      {legs.length > 1 && (
        <ol className="legs">
          {legs.map((leg, at) => (
            <Leg key={leg.summary.callId + String(at)} leg={leg} at={at} opened={opened} />
          ))}
        </ol>
      )}
      {offered.length > 0 && (
        <>
          <h2>May be the same call</h2>
          <ul className="legs">
            {offered.map((link) => (
              <Offered key={`${link.leg} ${link.callId}`} link={link} call={opened.detail.summary.index} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Leg({ leg, at, opened }: { readonly leg: CallLeg; readonly at: number; readonly opened: OpenedCall }) {
  const { select } = useApp();
  const first = opened.detail.messages.find((message) => message.leg === at);
  return (
    <li>
      <p className="leg">
        <Hue number={at + 1} />
        <button
          type="button"
          className="link mono call-id"
          title="Show its first message"
          onClick={() => first && void select.row(first.row)}
        >
          <Visible text={leg.summary.callId} />
        </button>
        <span className="quiet" title={outcomeMeaning(leg.summary)}>
          {outcomeWords(leg.summary)}
        </span>
      </p>
      {leg.links.map((link) => (
        <Link key={`${link.to} ${link.evidence} ${link.text}`} link={link} at={at} legs={opened.detail.legs} />
      ))}
    </li>
  );
}

interface LinkProps {
  readonly link: LegLink;
  readonly at: number;
  readonly legs: readonly CallLeg[];
}

function Link({ link, at, legs }: LinkProps) {
  const { join } = useApp();
  const byHand = link.evidence === 'by-hand';
  return (
    <p className="reason">
      <Confidence is={link.confidence} />
      <span>
        {legs.length > 2 && `with leg ${link.to + 1}: `}
        <Prose text={link.text} />
      </span>
      <button
        type="button"
        className="button small"
        aria-label={`Cut leg ${at + 1} from leg ${link.to + 1}`}
        title="These two are different calls"
        onClick={() => void join.cut(link.to, at, byHand)}
      >
        Cut
      </button>
    </p>
  );
}

function Offered({ link, call }: { readonly link: OfferedLink; readonly call: number }) {
  const { join, select } = useApp();
  return (
    <li>
      <p className="reason">
        <Confidence is="likely" />
        <span>
          <button type="button" className="link mono call-id" onClick={() => void select.call(link.call)}>
            <Visible text={link.callId} />
          </button>{' '}
          <Prose text={link.text} />; others could be it as well
        </span>
        <button
          type="button"
          className="button small"
          aria-label={`Join with the call ${link.callId}`}
          onClick={() => void join.legs({ call, leg: link.leg }, { call: link.call, leg: link.otherLeg })}
        >
          Join
        </button>
      </p>
    </li>
  );
}

function Confidence({ is }: { readonly is: LegLink['confidence'] }) {
  return <span className={`confidence ${is.replace(' ', '-')}`}>{is}</span>;
}
