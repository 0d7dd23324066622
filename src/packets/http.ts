import { isText } from './bytes.ts';
import type { Flow, StreamConsumer } from './flow.ts';
import type { StreamKind } from './stream-reader.ts';
import { HTTP } from './tally.ts';
import { WebSocketStream } from './websocket.ts';

const HANDSHAKE_LIMIT = 1 << 14;

/** HTTP: read no further than to the handshake of a WebSocket (RFC 6455 §4), behind which its frames follow. */
class HttpStream implements StreamConsumer {
  readonly #flow: Flow;
  #frames: WebSocketStream | null = null;
  #head = '';

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  data(bytes: Uint8Array, start: number, end: number, sequence: number): void {
    if (this.#frames) {
      this.#frames.data(bytes, start, end, sequence);
      return;
    }
    this.#flow.pass.tally.count(HTTP, this.#flow.pass.frame);
    if (this.#head === '' && !beginsHttp(bytes, start, end)) return;
    const before = this.#head.length;
    this.#head += latin1(bytes, start, Math.min(end, start + HANDSHAKE_LIMIT));
    const stop = this.#head.indexOf('\r\n\r\n', Math.max(0, before - 3));
    if (stop < 0) {
      if (this.#head.length > HANDSHAKE_LIMIT) this.#head = '';
      return;
    }
    const isWebSocket = /\r\nupgrade: *websocket/i.test(this.#head.slice(0, stop));
    const rest = start + stop + 4 - before;
    this.#head = '';
    if (!isWebSocket) return;
    this.#frames = new WebSocketStream(this.#flow);
    if (rest < end) this.#frames.data(bytes, rest, end, sequence + rest - start);
  }

  gap(lost: number): void {
    this.#head = '';
    this.#frames?.gap(lost);
  }

  close(): void {
    this.#frames?.close();
  }
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i] as number);
  return text;
}

function beginsHttp(bytes: Uint8Array, start: number, end: number): boolean {
  return isText(bytes, start, end, 'GET /') || isText(bytes, start, end, 'HTTP/');
}

/** HTTP, told by its first line. */
export const httpKind: StreamKind = { recognise: beginsHttp, make: (flow) => new HttpStream(flow) };
