import './negotiation.css';
import { useEffect, useState } from 'react';
import type { CallMessage } from '../../call/types.ts';
import type { NegotiatedDialog, NegotiatedHold, NegotiatedLeg, NegotiatedSwitch } from '../../export/negotiated.ts';
import { labelOf } from '../../ladder/rungs.ts';
import type { NegotiationState } from '../../media/offer-answer.ts';
import type { MediaRow, MediaSide } from '../../media/table.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { Prose, Visible } from '../visible.tsx';

/** What both sides offered, answered and agreed on, exchange by exchange (RFC 3264). */
export default function NegotiationDialog() {
  const { ask, look } = useApp();
  const call = useFacts((facts) => facts.call);
  const messages = useFacts((facts) => facts.opened?.detail.messages);
  const [legs, setLegs] = useState<readonly NegotiatedLeg[] | null>(null);
  useEffect(() => {
    let wanted = true;
    if (call !== null) void ask('negotiation', { call }).then((found) => wanted && found && setLegs(found));
    return () => {
      wanted = false;
    };
  }, [ask, call]);
  const byRow = new Map((messages ?? []).map((message) => [message.row, message]));
  return (
    <Dialog title="Media negotiation" wide onClose={() => look.dialog(null)}>
      {legs === null && <p className="quiet">Reading…</p>}
      {legs?.length === 0 && <p className="quiet">No message of this call carries a session description.</p>}
      {legs?.map((leg, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: legs have no name of their own here
        <Leg key={i} leg={leg} byRow={byRow} isOnly={legs.length === 1} />
      ))}
    </Dialog>
  );
}

type ByRow = ReadonlyMap<number, CallMessage>;
type Names = Pick<NegotiatedLeg, 'caller' | 'callee'>;

function Leg({ leg, byRow, isOnly }: { readonly leg: NegotiatedLeg; readonly byRow: ByRow; readonly isOnly: boolean }) {
  const names = { caller: leg.caller || 'the caller', callee: leg.callee || 'the callee' };
  return (
    <section className="negotiation">
      {!isOnly && (
        <h3>
          <Prose text={`${names.caller} → ${names.callee}`} />
        </h3>
      )}
      {leg.dialogs.map((dialog, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: dialogs have no name of their own here
        <DialogPart key={i} dialog={dialog} names={names} byRow={byRow} number={i} />
      ))}
    </section>
  );
}

interface DialogPartProps {
  readonly dialog: NegotiatedDialog;
  readonly names: Names;
  readonly byRow: ByRow;
  readonly number: number;
}

function DialogPart({ dialog, names, byRow, number }: DialogPartProps) {
  const { view, rows, holds, switches } = dialog;
  return (
    <>
      {(number > 0 || view === 'callee') && (
        <h4>
          <Prose text={`As ${names[view]} saw it`} />
          {view === 'callee' && <span className="quiet"> a box on the way changed the descriptions</span>}
        </h4>
      )}
      {rows.map((row) => (
        <Exchange key={`${row.exchange} ${row.line}`} row={row} names={names} byRow={byRow} />
      ))}
      {holds.length + switches.length > 0 && (
        <ul className="changes" aria-label="Holds and changes">
          {holds.map((hold) => (
            <HoldLine key={`hold ${hold.row}`} hold={hold} names={names} />
          ))}
          {switches.map((change) => (
            <SwitchLine key={`${change.kind} ${change.row}`} change={change} names={names} />
          ))}
        </ul>
      )}
    </>
  );
}

const STATES: { readonly [K in NegotiationState]: string } = {
  committed: 'agreed',
  pending: 'no answer yet',
  rejected: 'rejected: what was before goes on',
  unanswered: 'ended without an answer',
};

type Cell = (side: MediaSide) => string;

/** What a side says, line by line. */
const LINES: readonly (readonly [name: string, cell: Cell])[] = [
  ['codecs', ({ codecs }) => codecs.join(', ')],
  ['direction', ({ direction, port }) => (port === 0 ? '' : direction)],
  ['address', ({ address, port }) => (port === 0 ? 'refused or removed (port 0)' : socketOf(address, port))],
  ['transport', ({ protocol }) => protocol],
  ['DTMF', ({ dtmf }) => dtmf.map((one) => `telephone-event ${one}`).join(', ')],
  ['crypto', ({ crypto }) => crypto.join(', ')],
  ['ICE', ({ ice, candidates }) => (ice === 'none' ? '' : `${ice}, ${candidates} candidates`)],
];

function socketOf(address: string, port: number): string {
  if (address === '') return `no address, port ${port}`;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function Exchange({ row, names, byRow }: { readonly row: MediaRow; readonly names: Names; readonly byRow: ByRow }) {
  const { offer, answer, offerer, state, kind, inUse } = row;
  const answerer = offerer === 'caller' ? 'callee' : 'caller';
  return (
    <table className="exchange">
      <caption>
        <Visible text={kind} /> <span className="quiet">{requestOf(row, byRow)}</span>{' '}
        <span className={`agreed ${state}`}>{STATES[state]}</span>{' '}
        {state === 'committed' && (
          <span className="in-use">
            {inUse === '' ? 'no codec in common' : <Visible text={`${inUse} in use`} />}, {wayOf(row, names)}
          </span>
        )}
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="col">
            <Said by={names[offerer]} what="offers" side={offer} byRow={byRow} />
          </th>
          <th scope="col">
            <Said by={names[answerer]} what="answers" side={answer} byRow={byRow} />
          </th>
        </tr>
      </thead>
      <tbody>
        {LINES.map(([name, cell]) => [name, offer ? cell(offer) : '', answer ? cell(answer) : ''] as const)
          .filter(([, offered, answered]) => offered !== '' || answered !== '')
          .map(([name, offered, answered]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="mono">
                <Visible text={offered || '–'} />
              </td>
              <td className="mono">
                <Visible text={answered || '–'} />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** The request in whose transaction it was exchanged; either side may be missing, and each leads to it. */
function requestOf({ offer, answer, method }: MediaRow, byRow: ByRow): string {
  const said = offer ?? answer;
  return said && method === 'INVITE' && byRow.get(said.row)?.reinvite ? 're-INVITE' : method;
}

function wayOf({ fromCaller, fromCallee }: MediaRow, { caller, callee }: Names): string {
  if (fromCaller && fromCallee) return 'both ways';
  return fromCaller ? `only from ${caller}` : fromCallee ? `only from ${callee}` : 'neither way';
}

interface SaidProps {
  readonly by: string;
  readonly what: string;
  readonly side: MediaSide | null;
  readonly byRow: ByRow;
}

function Said({ by, what, side, byRow }: SaidProps) {
  const message = side && byRow.get(side.row);
  return (
    <>
      <Visible text={by} /> {what} {message && <ToMessage row={message.row} label={`in ${labelOf(message)}`} />}
    </>
  );
}

/** Leads to a message on the ladder. */
function ToMessage({ row, label }: { readonly row: number; readonly label: string }) {
  const { look, select } = useApp();
  return (
    <button
      type="button"
      className="link"
      onClick={() => {
        look.dialog(null);
        void select.row(row);
      }}
    >
      <Visible text={label} />
    </button>
  );
}

function HoldLine({ hold: { by, row, resumed }, names }: { readonly hold: NegotiatedHold; readonly names: Names }) {
  return (
    <li>
      <Visible text={names[by]} /> <ToMessage row={row} label="put the call on hold" />
      {resumed === null ? ' and did not resume it.' : ' and '}
      {resumed !== null && <ToMessage row={resumed} label="resumed it" />}
    </li>
  );
}

const ASKED: { readonly [K in NegotiatedSwitch['kind']]: string } = {
  fax: 'asked for T.38 fax',
  'video-on': 'asked for video',
  'video-off': 'switched video off',
};

function SwitchLine({ change, names }: { readonly change: NegotiatedSwitch; readonly names: Names }) {
  return (
    <li>
      <Visible text={names[change.by]} /> <ToMessage row={change.row} label={ASKED[change.kind]} />:{' '}
      {STATES[change.state]}.
    </li>
  );
}
