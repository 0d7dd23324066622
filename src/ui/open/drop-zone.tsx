import { useApp, useFacts } from '../app-context.ts';
import { pickFiles } from './file-input.tsx';
import { ReadingPanel } from './reading.tsx';
import { textInput } from './receive.ts';

const PASTE_KEY = /Mac|iP/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

/** The large area of the first screen. The whole page takes pastes and drops; this says so. */
export function DropZone({ over }: { readonly over: boolean }) {
  const reading = useFacts((facts) => facts.reading);
  return (
    <section className={over ? 'drop-zone over' : 'drop-zone'} aria-label="Open a trace">
      {reading ? <ReadingPanel reading={reading} /> : <Invitation />}
    </section>
  );
}

function Invitation() {
  const { open, look } = useApp();
  const paste = async () => {
    try {
      await open.offer(textInput(await navigator.clipboard.readText()));
    } catch {
      look.notice(`This browser does not let the page read the clipboard. Press ${PASTE_KEY} V instead.`);
    }
  };
  return (
    <>
      <h2>Paste here, or drop files anywhere</h2>
      <div className="choices">
        <button type="button" className="button first" onClick={pickFiles}>
          Open files
        </button>
        <button type="button" className="button" onClick={() => void paste()}>
          Paste from clipboard
        </button>
      </div>
      <p className="quiet">
        <span className="pasting">
          <kbd>{PASTE_KEY}</kbd> <kbd>V</kbd> works anywhere on this page <span aria-hidden="true"> · </span>
        </span>
        .log .txt .pcap .pcapng .rungs
      </p>
    </>
  );
}
