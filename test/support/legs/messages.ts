import type { Random } from '../random.ts';
import type { CallPlan, Kind, LegsOptions } from './plan.ts';
import type { LegText } from './write.ts';

/** A message of a leg: who sent it when. */
export interface LegMessage {
  /** Microseconds. */
  readonly time: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly leg: LegText;
}

/** All messages of a call, leg by leg: each box passes on what it got, a little later. */
export function messagesOf(
  plan: CallPlan,
  legs: readonly LegText[],
  options: LegsOptions,
  random: Random,
): LegMessage[] {
  const writer = new Writer(legs, options.evidence);
  const delay = () => random.whole(300, options.latency * 1000) + (random.chance(options.late ?? 0) ? 500_000 : 0);
  const forward = passed(plan.start, legs.length, delay);
  const invited = forward.at(-1) as number;
  for (const [i, time] of forward.entries()) writer.invite(i, time);
  const back = (time: number, status: string) => {
    const times = passed(time, legs.length, delay);
    for (const [i, at] of times.entries()) writer.respond(legs.length - 1 - i, at, status);
    return times.at(-1) as number;
  };
  back(invited + 2000, '180 Ringing');
  const decided = invited + plan.rings;
  if (plan.outcome === 'busy') back(decided, '486 Busy Here');
  else if (plan.outcome === 'cancelled') cancel(writer, decided, legs.length, delay);
  else if (plan.outcome === 'answered') {
    const answered = back(decided, '200 OK');
    for (const i of legs.keys()) writer.request(i, decided + 3000 * (i + 1), 'ACK', false);
    const ends = passed(answered + plan.talks, legs.length, delay);
    for (const [i, time] of ends.entries()) {
      const leg = plan.callEnds ? i : legs.length - 1 - i;
      writer.request(leg, time, 'BYE', !plan.callEnds);
      writer.bye(leg, time + 1500, !plan.callEnds);
    }
  }
  return writer.messages;
}

function passed(start: number, count: number, delay: () => number): number[] {
  const times = [start];
  while (times.length < count) times.push((times.at(-1) as number) + delay());
  return times;
}

function cancel(writer: Writer, start: number, count: number, delay: () => number): void {
  for (const [i, time] of passed(start, count, delay).entries()) {
    writer.request(i, time, 'CANCEL', false);
    writer.respond(i, time + 1000, '487 Request Terminated');
    writer.request(i, time + 2000, 'ACK', false);
  }
}

class Writer {
  readonly messages: LegMessage[] = [];
  readonly #legs: readonly LegText[];
  readonly #evidence: readonly Kind[];

  constructor(legs: readonly LegText[], evidence: readonly Kind[]) {
    this.#legs = legs;
    this.#evidence = evidence;
  }

  invite(hop: number, time: number): void {
    const leg = this.#legs[hop] as LegText;
    const lower = hop > 0 && this.#evidence.includes('via') ? [viaOf(this.#legs[hop - 1] as LegText)] : [];
    const head = [
      `INVITE sip:${leg.called}@${leg.to} SIP/2.0`,
      viaOf(leg),
      ...lower,
      ...this.#dialog(leg, false, '1 INVITE'),
      `Contact: <sip:${leg.caller}@${leg.from}>`,
      ...leg.headers,
      `Content-Type: ${leg.bodyType}`,
    ];
    this.#send(leg, time, leg.from, leg.to, head, leg.body);
  }

  respond(hop: number, time: number, status: string): void {
    const leg = this.#legs[hop] as LegText;
    const head = [`SIP/2.0 ${status}`, viaOf(leg), ...this.#dialog(leg, true, '1 INVITE')];
    this.#send(leg, time, leg.to, leg.from, head);
  }

  /** A request of the caller, or of the callee when `reversed`. */
  request(hop: number, time: number, method: string, reversed: boolean): void {
    const leg = this.#legs[hop] as LegText;
    const number = method === 'BYE' ? 2 : 1;
    const [from, to] = reversed ? [leg.to, leg.from] : [leg.from, leg.to];
    const branch = method === 'CANCEL' ? leg.branch : `${leg.branch}-${method}`;
    const parties = this.#dialog(leg, method !== 'CANCEL', `${number} ${method}`, reversed);
    const via = `Via: SIP/2.0/UDP ${from}:5060;branch=${branch}`;
    this.#send(leg, time, from, to, [`${method} sip:${leg.called}@${to} SIP/2.0`, via, ...parties]);
  }

  bye(hop: number, time: number, reversed: boolean): void {
    const leg = this.#legs[hop] as LegText;
    const [from, to] = reversed ? [leg.to, leg.from] : [leg.from, leg.to];
    const via = `Via: SIP/2.0/UDP ${from}:5060;branch=${leg.branch}-BYE`;
    this.#send(leg, time, to, from, ['SIP/2.0 200 OK', via, ...this.#dialog(leg, true, '2 BYE', reversed)]);
  }

  #dialog(leg: LegText, tagged: boolean, cseq: string, reversed = false): string[] {
    const caller = `<sip:${leg.caller}@${leg.from}>;tag=${leg.fromTag}`;
    const called = `<sip:${leg.called}@${leg.to}>${tagged ? `;tag=${leg.toTag}` : ''}`;
    const [from, to] = reversed ? [called, caller] : [caller, called];
    return [`From: ${from}`, `To: ${to}`, `Call-ID: ${leg.callId}`, `CSeq: ${cseq}`];
  }

  #send(leg: LegText, time: number, from: string, to: string, head: readonly string[], body = ''): void {
    const text = `${[...head, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n${body}`;
    this.messages.push({ time, from, to, text, leg });
  }
}

function viaOf(leg: LegText): string {
  return `Via: SIP/2.0/UDP ${leg.from}:5060;branch=${leg.branch}`;
}
