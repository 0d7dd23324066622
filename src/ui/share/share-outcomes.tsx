import { useState } from 'react';
import { carriedByPage } from '../../share/carriers.ts';
import type { Link, LinkLevel } from '../../share/link.ts';
import { useApp } from '../app-context.ts';
import { Boundary } from '../shell/boundary.tsx';
import { useLoaded } from '../use-loaded.ts';
import { sayCount, sayNumber, saySize } from '../words.ts';
import { baseAddress, hasAddress } from './address.ts';
import { copyText } from './clipboard.ts';
import { saveFile } from './save.ts';
import { showingNow } from './showing.ts';
import { type Made, type Part, sharingOf } from './use-share.ts';

const LEVELS: { readonly [K in LinkLevel]: string } = {
  anywhere: 'It fits anywhere.',
  slack: 'It fits into most chats and mails; some places cut links after 2,000 characters.',
  long: 'Chats such as Slack and Teams cut links of this length without a word. Mails and tickets may do so too.',
  'too-long': 'This is too long for a link: most programs would cut it. Send a file instead.',
};

const NO_ADDRESS = 'This page is a file and has no address that others could open: send a file.';

/** Longest link that telephones read from a screen: version 26 of ISO/IEC 18004 at the lowest correction. */
const QR_LIMIT = 1367;

const loadQr = () => import('./qr.tsx');

interface OutcomesProps {
  readonly made: Made;
  readonly part: Part;
  readonly isLocked: boolean;
}

/** How long the link is and how far it gets, and the ways to send it. */
export function Outcomes({ made: { link, isBusy }, part, isLocked }: OutcomesProps) {
  if (!link) return <div className="share-outcomes" />;
  return (
    <div className="share-outcomes" aria-busy={isBusy}>
      {link.ok ? (
        <Sent link={link.value} part={part} isBusy={isBusy} isLocked={isLocked} />
      ) : (
        <Refused text={link.text} />
      )}
    </div>
  );
}

/** Why nothing leaves. */
function Refused({ text }: { readonly text: string }) {
  return (
    <p className="length too-long" role="alert">
      {text}
    </p>
  );
}

interface SentProps {
  readonly link: Link;
  readonly part: Part;
  readonly isBusy: boolean;
  readonly isLocked: boolean;
}

function Sent({ link, part, isBusy, isLocked }: SentProps) {
  const { look } = useApp();
  const [showsQr, setShowsQr] = useState(false);
  const { length, level, capsule, fragment, file } = link;
  const isLink = level !== 'too-long' && hasAddress();
  const saveCapsule = () => {
    saveFile('trace.rungs', 'application/octet-stream', file as Uint8Array<ArrayBuffer>);
    look.sent();
  };
  const copy = async () => {
    if (await copyText(address, look, 'The link is on the clipboard')) look.sent();
  };
  const sendOn = async () => {
    if (await shareNatively(address)) look.sent();
  };
  const address = baseAddress() + fragment;
  return (
    <>
      <div className={`length ${level}`} role="status">
        <strong>{sayNumber(length)} characters</strong> for {sayCount(capsule.messages.length, 'message')}
        {isLocked && ', locked'}. {hasAddress() ? LEVELS[level] : NO_ADDRESS}
      </div>
      <div className="choices">
        {isLink && (
          <button type="button" className="button first" disabled={isBusy} onClick={() => void copy()}>
            Copy the link
          </button>
        )}
        {isLink && 'share' in navigator && (
          <button type="button" className="button" disabled={isBusy} onClick={() => void sendOn()}>
            Send …
          </button>
        )}
        {isLink && length <= QR_LIMIT && (
          <button type="button" className="button" aria-expanded={showsQr} onClick={() => setShowsQr(!showsQr)}>
            QR code
          </button>
        )}
        <button type="button" className={isLink ? 'button' : 'button first'} disabled={isBusy} onClick={saveCapsule}>
          Save as a .rungs file, {saySize(file.length)}
        </button>
        {!isLocked && <PictureButton part={part} isBusy={isBusy} />}
        {hasAddress() && <PageButton fragment={fragment} isBusy={isBusy} />}
      </div>
      {showsQr && length <= QR_LIMIT && (
        <Boundary what="the QR code">
          <QrCode text={address} />
        </Boundary>
      )}
    </>
  );
}

function QrCode({ text }: { readonly text: string }) {
  const qr = useLoaded(loadQr, true);
  return qr && <qr.default text={text} />;
}

/** The ladder as a picture, which opens here again as the trace that it shows. */
function PictureButton({ part, isBusy }: { readonly part: Part; readonly isBusy: boolean }) {
  const { ask, look, store } = useApp();
  const save = async () => {
    const facts = store.getState();
    const sharing = sharingOf(facts, part, '');
    const picture = await ask('send', { as: 'svg-with-trace', sharing, showing: showingNow(facts) });
    if (picture?.ok) {
      saveFile('trace.svg', 'image/svg+xml', picture.value);
      look.sent();
    } else if (picture) look.notice(picture.text);
  };
  return (
    <button type="button" className="button" disabled={isBusy} onClick={() => void save()}>
      Save as a picture
    </button>
  );
}

/** One file that opens in any browser, without this page. */
function PageButton({ fragment, isBusy }: { readonly fragment: string; readonly isBusy: boolean }) {
  const { look } = useApp();
  const save = async () => {
    const page = (await import('virtual:viewer')).default;
    const carried = page && carriedByPage(page, fragment);
    if (carried) {
      saveFile('trace.html', 'text/html', carried);
      look.sent();
    } else look.notice('The page that opens by itself is not part of this one: save a .rungs file');
  };
  return (
    <button type="button" className="button" disabled={isBusy} onClick={() => void save()}>
      Save as a web page
    </button>
  );
}

/** The dialog of the system; false when it was closed: whoever does so has changed their mind. */
async function shareNatively(url: string): Promise<boolean> {
  try {
    await navigator.share({ title: 'SIP trace', url });
    return true;
  } catch {
    // Nothing was sent, nothing is lost.
    return false;
  }
}
