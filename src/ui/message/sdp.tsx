import { useState } from 'react';
import type { SdpLine, SdpMedia, SessionDescription } from '../../sip/sdp-types.ts';
import { Rows } from '../shell/rows.tsx';
import { Visible } from '../visible.tsx';
import { ExplainBar } from './explain-bar.tsx';
import { sdpLineSaying } from './guide.ts';
import { Problems } from './problems.tsx';
import type { Saying } from './saying.ts';

/** The session descriptions of a message: what they come to, then line by line. */
export function Sdp({ descriptions }: { readonly descriptions: readonly SessionDescription[] }) {
  const [pointed, setPointed] = useState<Saying | null>(null);
  if (descriptions.length === 0) return <p className="nothing-here">This message carries no SDP.</p>;
  return (
    <div className="sdp">
      {descriptions.map((description) => (
        <article key={description.span.start}>
          <Problems problems={description.problems} />
          {description.media.map((media) => (
            <Media key={media.span.start} media={media} />
          ))}
          <Lines lines={description.lines} onPoint={setPointed} />
        </article>
      ))}
      <ExplainBar saying={pointed} hint="Point at a line to read what it says." />
    </div>
  );
}

function Media({ media }: { readonly media: SdpMedia }) {
  const rows: (readonly [string, string])[] = [
    ['address', media.port === 0 ? 'refused or removed (port 0)' : addressOf(media)],
    ['transport', media.protocol],
    ['direction', media.direction],
    ['codecs', media.codecs.map(codecText).join('\n') || media.formats.join(' ')],
    ['packet time', media.ptime === null ? '' : `${media.ptime} ms`],
    ['encryption', encryptionOf(media)],
    ['ICE', iceOf(media)],
  ];
  return <Rows caption={media.kind} rows={rows} />;
}

function addressOf({ connection, port }: SdpMedia): string {
  const host = connection?.address ?? 'no address';
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function codecText({ payloadType, name, clockRate, channels, fmtp }: SdpMedia['codecs'][number]): string {
  const rate = clockRate > 0 ? `/${clockRate}` : '';
  const wide = channels > 1 ? `/${channels}` : '';
  return `${payloadType} ${name || 'unexplained'}${rate}${wide}${fmtp === null ? '' : ` (${fmtp})`}`;
}

function encryptionOf({ crypto, fingerprint, setup }: SdpMedia): string {
  if (crypto.length > 0) return `SDES ${crypto.map(({ suite }) => suite).join(', ')}`;
  return fingerprint ? `DTLS-SRTP, ${fingerprint.hash}${setup === null ? '' : `, ${setup}`}` : '';
}

function iceOf({ ice }: SdpMedia): string {
  if (!ice || ice.ufrag === null) return '';
  const kinds = [...new Set(ice.candidates.map(({ type }) => type))].join(', ');
  return `${ice.candidates.length} candidates${kinds === '' ? '' : ` (${kinds})`}${ice.lite ? ', lite' : ''}`;
}

interface LinesProps {
  readonly lines: readonly SdpLine[];
  readonly onPoint: (saying: Saying | null) => void;
}

function Lines({ lines, onPoint }: LinesProps) {
  return (
    <ol className="sdp-lines mono">
      {lines.map((line) => {
        const saying = sdpLineSaying(line.type, line.value);
        return (
          <li key={line.span.start} onPointerEnter={() => onPoint(saying)} onPointerLeave={() => onPoint(null)}>
            <details>
              {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is interactive by itself */}
              <summary onFocus={() => onPoint(saying)}>
                {line.type !== '' && <span className="token sdp-type">{line.type}=</span>}
                <Visible text={line.value} />
              </summary>
              <p>{saying ? `${saying.text} ${saying.reference}` : 'Nothing registered explains this line.'}</p>
            </details>
          </li>
        );
      })}
    </ol>
  );
}
