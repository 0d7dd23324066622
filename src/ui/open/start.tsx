import { useApp } from '../app-context.ts';
import { TopBar } from '../shell/top-bar.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { DropZone } from './drop-zone.tsx';
import { Shelf } from './shelf.tsx';
import { Unrecognised } from './unrecognised.tsx';

/** The first screen: nothing is open yet. */
export function Start({ over }: { readonly over: boolean }) {
  const { look } = useApp();
  return (
    <div className="start-page">
      <TopBar>
        <button type="button" className="button" onClick={() => look.dialog('traces')}>
          How to get a trace
        </button>
      </TopBar>
      <main className="start">
        <h1>Paste a SIP trace. See the call.</h1>
        <p className="lead">
          Logs of any PBX, proxy, SBC, phone or sniffer, and pcap files; several at once. Rungs finds the calls, draws
          the ladder, and says what went wrong.
        </p>
        <DropZone over={over} />
        <Trouble />
        <Unrecognised />
        <Shelf />
        <p className="promises">
          <span>
            <strong>Nothing leaves this browser.</strong> The page sends your trace nowhere.
          </span>
          <span>
            <strong>No server keeps anything.</strong> A link carries the trace itself.
          </span>
        </p>
      </main>
    </div>
  );
}
