import { useEffect, useState } from 'react';
import type { Outcome } from '../../capsule/capsule.ts';
import type { Link, LinkLevel } from '../../share/link.ts';
import { viewOf } from '../../state/view.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { sayCount, sayNumber, saySize } from '../words.ts';
import { baseAddress } from './address.ts';
import { copyText } from './clipboard.ts';
import { saveFile } from './save.ts';

type Part = 'call' | 'listed';

/** A link that carries the trace: how long it is, how far it gets, and what it still holds. */
export default function ShareDialog() {
  const { look } = useApp();
  const listed = useFacts((facts) => facts.listed?.order.length ?? 0);
  const [part, setPart] = useState<Part>('call');
  const made = useLink(part);
  return (
    <Dialog title="Share a link" onClose={() => look.dialog(null)}>
      <p>The link carries the trace itself. No server keeps it, and it never expires.</p>
      {listed > 1 && (
        <fieldset className="choice">
          <legend className="heard">What to share</legend>
          <label>
            <input type="radio" name="part" checked={part === 'call'} onChange={() => setPart('call')} /> This call
          </label>
          <label>
            <input type="radio" name="part" checked={part === 'listed'} onChange={() => setPart('listed')} />{' '}
            {sayCount(listed, 'call')} in the list
          </label>
        </fieldset>
      )}
      {made === null && <p className="quiet">Packing …</p>}
      {made?.ok === false && <p className="bad">{made.text}</p>}
      {made?.ok && <Made link={made.value} />}
    </Dialog>
  );
}

/** The link of a part of the trace; null while it is made. */
function useLink(part: Part): Outcome<Link> | null {
  const { ask, store } = useApp();
  const [made, setMade] = useState<Outcome<Link> | null>(null);
  useEffect(() => {
    let wanted = true;
    const facts = store.getState();
    const listed = [...(facts.listed?.order ?? [])].sort((a, b) => a - b);
    const calls = part === 'listed' ? listed : facts.call === null ? [] : [facts.call];
    setMade(null);
    void ask('link', { calls, view: viewOf(facts), base: baseAddress() }).then((link) => {
      if (wanted && link) setMade(link);
    });
    return () => {
      wanted = false;
    };
  }, [ask, store, part]);
  return made;
}

const LEVELS: { readonly [K in LinkLevel]: string } = {
  anywhere: 'It fits anywhere.',
  slack: 'It fits into most chats and mails; some places cut links after 2,000 characters.',
  long: 'Chats such as Slack and Teams cut links of this length without a word. Mails and tickets may do so too.',
  'too-long': 'This is too long for a link: most programs would cut it. Send the file instead.',
};

function Made({ link }: { readonly link: Link }) {
  const { look } = useApp();
  const { length, level, messages, fragment, file } = link;
  const isLink = level !== 'too-long';
  const save = () => saveFile('trace.rungs', 'application/octet-stream', file as Uint8Array<ArrayBuffer>);
  return (
    <>
      <div className={`length ${level}`}>
        <strong>{sayNumber(length)} characters</strong> for {sayCount(messages, 'message')}. {LEVELS[level]}
      </div>
      <Holds link={link} />
      <div className="choices">
        {isLink && (
          <button
            type="button"
            className="button first"
            onClick={() => void copyText(baseAddress() + fragment, look, 'The link is on the clipboard')}
          >
            Copy the link
          </button>
        )}
        <button type="button" className={isLink ? 'button' : 'button first'} onClick={save}>
          Save as a .rungs file, {saySize(file.length)}
        </button>
      </div>
    </>
  );
}

/** What leaves the machine, said plainly. */
function Holds({ link: { dropped } }: { readonly link: Link }) {
  const secrets = [...dropped].map(([kind, count]) => (count === 1 ? `1 ${kind}` : `${count} × ${kind}`));
  return (
    <div className="holds">
      <p>
        <strong>Whoever has it can read it.</strong> It holds phone numbers, names, IP addresses, host names and
        everything else that stands in these messages, text messages included.
      </p>
      <p>
        {secrets.length > 0
          ? `Taken out, always: ${secrets.join(', ')}.`
          : 'Passwords, keys and answers to challenges would be taken out; there are none in it.'}
      </p>
    </div>
  );
}
