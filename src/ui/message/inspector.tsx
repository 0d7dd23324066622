import { useState } from 'react';
import { saidOf } from '../../diagnose/clause.ts';
import type { LadderLayout } from '../../ladder/picture.ts';
import type { ShownMessage, Tab } from '../../state/facts.ts';
import { localZone } from '../../state/rungs.ts';
import { useApp, useFacts } from '../app-context.ts';
import { loadHops } from '../compare/load-hops.ts';
import { laneNames } from '../lane-names.ts';
import { copyText } from '../share/clipboard.ts';
import { Icon } from '../shell/icon.tsx';
import { Tabs } from '../shell/tabs.tsx';
import { useLoaded } from '../use-loaded.ts';
import { Prose } from '../visible.tsx';
import { describeMessage } from './describe-message.ts';
import { Explanation } from './explanation.tsx';
import { Headers } from './headers.tsx';
import { MessageNote } from './message-note.tsx';
import { Raw } from './raw.tsx';
import { Sdp } from './sdp.tsx';
import { textOf } from './text-pieces.tsx';
import { Transaction } from './transaction.tsx';

interface InspectorProps {
  readonly layout: LadderLayout;
  readonly message: ShownMessage;
}

const TABS: readonly (readonly [Tab, string])[] = [
  ['headers', 'Headers'],
  ['raw', 'Raw'],
  ['sdp', 'SDP'],
  ['transaction', 'Transaction'],
  ['hops', 'Hops'],
];

/** One message, read and explained. */
export function Inspector({ layout, message }: InspectorProps) {
  const { look } = useApp();
  const tab = useFacts((facts) => facts.tab);
  const zone = useFacts((facts) => facts.zone);
  const hops = useLoaded(loadHops, tab === 'hops');
  const [chosen, setChosen] = useState<readonly [number, number] | null>(null);
  const { of: opened } = message;
  const { detail, story, findings, remarks } = opened;
  const found = detail.messages.find(({ row }) => row === message.row);
  if (!found) return null;
  const minutes = zone === 'local' && !opened.zoneless ? localZone(found.time) : 0;
  const names = laneNames(layout, opened);
  const head = describeMessage(found, detail, names, minutes, message);
  // A choice belongs to the message it was made in.
  const header = chosen?.[0] === message.row ? chosen[1] : null;
  const choose = (to: number | null) => setChosen(to === null ? null : [message.row, to]);
  return (
    <>
      <header className={`message-head ${head.class}`} data-row={message.row}>
        <h2>
          <Prose text={head.title} />
        </h2>
        <p>
          <Prose text={head.line} />
        </p>
      </header>
      <MessageNote row={message.row} />
      <Explanation
        message={found}
        notes={saidOf(story, message.row)}
        findings={[...findings, ...remarks].filter(({ messages }) => messages.includes(message.row))}
      />
      <Tabs
        label="Parts of the message"
        tabs={TABS}
        chosen={tab}
        onChoose={look.tab}
        tools={
          <button
            type="button"
            className="button icon plain"
            aria-label="Copy the message"
            title="Copy the message"
            onClick={() =>
              void copyText(textOf(message.message.bytes, { start: 0, end: message.message.bytes.length }), look)
            }
          >
            <Icon name="copy" size={15} />
          </button>
        }
      >
        {tab === 'headers' && (
          <Headers
            opened={message}
            chosen={header}
            onChoose={choose}
            onShowRaw={(to) => {
              choose(to);
              look.tab('raw');
            }}
          />
        )}
        {tab === 'raw' && (
          <Raw
            opened={message}
            chosen={header}
            onChoose={(to) => {
              choose(to);
              look.tab('headers');
            }}
          />
        )}
        {tab === 'sdp' && <Sdp descriptions={message.descriptions} />}
        {tab === 'transaction' && <Transaction message={found} detail={detail} names={names} zone={minutes} />}
        {tab === 'hops' && hops && <hops.Hops message={found} call={detail.summary.index} names={names} />}
      </Tabs>
    </>
  );
}
