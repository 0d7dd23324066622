import { eventName, streamName } from '../../ladder/beside.ts';
import type { LadderLayout } from '../../ladder/picture.ts';
import type { CallEvent } from '../../media/call-events.ts';
import type { CallFlow } from '../../media/call-flows.ts';
import type { Beside } from '../../state/facts.ts';
import { localZone } from '../../state/rungs.ts';
import type { OpenedCall } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Hue } from '../hue.tsx';
import { type LaneNames, laneNames } from '../lane-names.ts';
import { Rows } from '../shell/rows.tsx';
import { Prose, Visible } from '../visible.tsx';
import { sayCount, sayTime } from '../words.ts';
import { flowRows, socket } from './flow-rows.ts';

interface MediaPanelProps {
  readonly layout: LadderLayout;
  readonly opened: OpenedCall;
  readonly chosen: Beside;
}

/** Media flows and packet events of the call: all of them to choose from, and the chosen one as a table. */
export function MediaPanel({ layout, opened, chosen }: MediaPanelProps) {
  const { look } = useApp();
  const zone = useFacts((facts) => facts.zone);
  const minutes = zone === 'local' ? localZone(opened.detail.summary.start) : 0;
  const { flows = [], events = [], owners } = opened.media ?? {};
  const names = laneNames(layout, opened);
  const flow = chosen.what === 'media' ? flows[chosen.number] : undefined;
  const event = chosen.what === 'event' ? events[chosen.number] : undefined;
  return (
    <div className="media-panel">
      <header className="message-head">
        <h2>
          <Visible text={flow ? `Media: ${streamName(flow)}` : event ? eventName(event) : 'Media'} />
        </h2>
        <p>
          <Prose text={line(flow ?? event, names)} />
        </p>
        <button type="button" className="link" onClick={() => look.beside(null)}>
          Back to the message
        </button>
      </header>
      <div className="media-parts">
        {flow && <Details flow={flow} zone={minutes} />}
        {event && <EventDetails event={event} zone={minutes} />}
        {flows.length > 0 && <Flows flows={flows} owners={owners?.flows} names={names} chosen={flow} />}
        {events.length > 0 && <Events events={events} owners={owners?.events} chosen={event} zone={minutes} />}
      </div>
    </div>
  );
}

function line(found: CallFlow | CallEvent | undefined, names: LaneNames): string {
  if (!found) return '';
  const name = (endpoint: number) => (endpoint < 0 ? 'somebody else' : names(endpoint));
  return `${name(found.from)} → ${name(found.to)}`;
}

function Details({ flow, zone }: { readonly flow: CallFlow; readonly zone: number }) {
  return (
    <>
      <Rows caption="What was measured" rows={flowRows(flow, zone)} />
      {flow.quality && (
        <details className="assumptions">
          <summary>What the estimate assumes (E-model, ITU-T G.107)</summary>
          <ul>
            {flow.quality.assumptions.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function EventDetails({ event: { event, media }, zone }: { readonly event: CallEvent; readonly zone: number }) {
  const rows = [
    ['time', sayTime(event.time, zone)],
    ['again', event.count > 1 ? `${sayCount(event.count, 'time')} until ${sayTime(event.last, zone)}` : ''],
    ['told by', event.reporter],
    ['about', media ? 'media' : 'messages'],
    ['from', socket(event.fromAddress, event.fromPort)],
    ['to', socket(event.toAddress, event.toPort)],
    ['frame', String(event.frame)],
  ] as const;
  return <Rows caption="What happened" rows={rows} />;
}

/** Numbers of the calls that each is of, where several share the ladder. */
type Owners = readonly (readonly number[])[] | undefined;

function Of({ calls = [] }: { readonly calls: readonly number[] | undefined }) {
  return calls.map((call) => <Hue key={call} number={call} />);
}

interface FlowsProps {
  readonly flows: readonly CallFlow[];
  readonly owners: Owners;
  readonly names: LaneNames;
  readonly chosen: CallFlow | undefined;
}

function Flows({ flows, owners, names, chosen }: FlowsProps) {
  const { look } = useApp();
  return (
    <table className="media-list">
      <caption>
        {sayCount(flows.length, 'media flow')} of {owners ? 'these calls' : 'this call'}
      </caption>
      <thead>
        <tr>
          <th scope="col">flow</th>
          <th scope="col">packets</th>
          <th scope="col">lost</th>
          <th scope="col">jitter</th>
        </tr>
      </thead>
      <tbody>
        {flows.map((call, number) => (
          <tr key={call.flow.row}>
            <th scope="row">
              <Of calls={owners?.[number]} />
              <button
                type="button"
                aria-current={call === chosen}
                onClick={() => look.beside({ what: 'media', number })}
              >
                <Visible text={`${streamName(call)}, ${line(call, names)}`} />
              </button>
            </th>
            <td>{call.flow.packets}</td>
            <td>{call.flow.lost}</td>
            <td>{call.jitter === null ? '' : `${(call.jitter / 1000).toFixed(1)} ms`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface EventsProps {
  readonly events: readonly CallEvent[];
  readonly owners: Owners;
  readonly chosen: CallEvent | undefined;
  readonly zone: number;
}

function Events({ events, owners, chosen, zone }: EventsProps) {
  const { look } = useApp();
  return (
    <table className="media-list">
      <caption>{sayCount(events.length, 'packet event')}</caption>
      <tbody>
        {events.map((one, number) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what an event is called
          <tr key={number}>
            <th scope="row">
              <Of calls={owners?.[number]} />
              <button
                type="button"
                aria-current={one === chosen}
                onClick={() => look.beside({ what: 'event', number })}
              >
                {eventName(one)}
              </button>
            </th>
            <td>{sayTime(one.event.time, zone)}</td>
            <td>{one.event.count > 1 ? `×${one.event.count}` : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
