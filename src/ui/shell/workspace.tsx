import type { CSSProperties, ReactNode } from 'react';
import type { Facts, Section } from '../../state/facts.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Calls } from '../calls/calls.tsx';
import { Filter } from '../calls/filter.tsx';
import { LadderPane } from '../ladder/ladder-pane.tsx';
import { MessagePane } from '../message/message-pane.tsx';
import { Offered } from '../open/offered.tsx';
import { ReadingPanel } from '../open/reading.tsx';
import { Unrecognised } from '../open/unrecognised.tsx';
import { Origin } from '../share/origin.tsx';
import { SummaryPane } from '../summary/summary-pane.tsx';
import { Actions, NarrowActions } from './actions.tsx';
import { Boundary } from './boundary.tsx';
import { Icon } from './icon.tsx';
import { Opened } from './opened.tsx';
import { Splitter } from './splitter.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { Trouble } from './trouble.tsx';
import { useNarrow } from './use-narrow.ts';

const SECTIONS: readonly (readonly [Section, string])[] = [
  ['calls', 'Calls'],
  ['ladder', 'Ladder'],
  ['message', 'Message'],
];

const traceOf = (facts: Facts) => facts.trace;
const openedOf = (facts: Facts) => facts.opened;
const messageOf = (facts: Facts) => facts.message;

/** The page with a trace open: calls, ladder, message. */
export function Workspace() {
  const { look } = useApp();
  const narrow = useNarrow();
  const panes = useFacts((facts) => facts.panes);
  const section = useFacts((facts) => facts.section);
  const summary = useFacts((facts) => facts.summary);
  const reading = useFacts((facts) => facts.reading);
  const widths = { '--calls': `${panes.calls}px`, '--inspector': `${panes.inspector}px` } as CSSProperties;
  const classes = ['panes', `shows-${section}`];
  if (!panes.callsOpen) classes.push('no-calls');
  if (!panes.inspectorOpen) classes.push('no-message');
  return (
    <div className="workspace">
      <TopBar compact={narrow}>
        <Opened />
        {!narrow && <Filter />}
        {narrow ? <NarrowActions /> : <Actions />}
      </TopBar>
      <main className="work">
        {narrow && section !== 'ladder' && <h1 className="heard">{section === 'calls' ? 'Calls' : 'Message'}</h1>}
        {reading && (
          <div className="strip">
            <ReadingPanel reading={reading} />
          </div>
        )}
        <Origin />
        <Offered />
        <Trouble />
        <Unrecognised />
        <div className={classes.join(' ')} style={widths}>
          {panes.callsOpen ? (
            <Pane what="the calls" about={traceOf}>
              <Calls />
            </Pane>
          ) : (
            <Unfold pane="calls" label="Show the calls" />
          )}
          {panes.callsOpen && <Splitter pane="calls" />}
          {summary ? (
            <Pane what="the summary" about={traceOf}>
              <SummaryPane />
            </Pane>
          ) : (
            <Pane what="the ladder" about={openedOf}>
              <LadderPane />
            </Pane>
          )}
          {panes.inspectorOpen && <Splitter pane="inspector" />}
          {panes.inspectorOpen ? (
            <Pane what="the message" about={messageOf}>
              <MessagePane />
            </Pane>
          ) : (
            <Unfold pane="inspector" label="Show the message" />
          )}
        </div>
      </main>
      <nav className="sections" aria-label="Parts of the page">
        {SECTIONS.map(([name, label]) => (
          <button key={name} type="button" aria-pressed={name === section} onClick={() => look.section(name)}>
            {label}
          </button>
        ))}
      </nav>
      {!narrow && <StatusBar />}
    </div>
  );
}

interface PaneProps {
  readonly what: string;
  /** What it shows: with another one it gets another chance. */
  readonly about: (facts: Facts) => unknown;
  readonly children: ReactNode;
}

/** A part of the workspace that fails alone. */
function Pane({ what, about, children }: PaneProps) {
  return (
    <Boundary what={what} about={useFacts(about)}>
      {children}
    </Boundary>
  );
}

function Unfold({ pane, label }: { readonly pane: 'calls' | 'inspector'; readonly label: string }) {
  const { look } = useApp();
  return (
    <button
      type="button"
      className={`unfold of-${pane}`}
      aria-label={label}
      title={label}
      onClick={() => look.toggle(pane)}
    >
      <Icon name={pane === 'calls' ? 'right' : 'left'} size={13} />
    </button>
  );
}
