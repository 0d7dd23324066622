import { socket } from '../text/frame.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /(?:(?<sent>Transmitting) to \[ V[46] (?<ip>\S{1,80}?)(?::| port=)(?<port>\d{1,5}) (?<tp>[A-Z]+)[^\]]{0,300}\](?: tlsDomain=\S*)? via \[ V[46] (?<src>\S{1,80}?)(?::| port=)(?<sp>\d{1,5})|(?<received>incoming) from: \[ V[46] (?<from>\S{1,80}?)(?::| port=)(?<fromPort>\d{1,5}) (?<rtp>[A-Z]+))/;

/** The transport log of resiprocate: repro, Bria, X-Lite and others. */
export const resiprocate: TextFormat = {
  id: 'resiprocate',
  label: 'resiprocate, repro, Bria',
  clock: 'absolute',
  looks: 'Transmitting to [ V4 …:5060 UDP … ] … via [ V4 …:5060 UDP ]',
  cues: ['Transmitting to [ V', 'incoming from: [ V'],
  frame({ text }) {
    const found = FRAME.exec(text);
    const frame = frameOf(found);
    const { from, fromPort, rtp } = found?.groups ?? {};
    // Each way names its ends in an order of its own.
    if (!frame || frame.direction === 'received')
      return frame && { ...frame, peer: socket(from, fromPort), transport: rtp };
    return { ...frame, to: frame.peer, peer: undefined };
  },
};
