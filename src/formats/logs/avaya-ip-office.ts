import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /(?<ms>\d{1,12})mS SIP (?:(?<received>Rx)|(?<sent>Tx)): (?<tp>UDP|TCP|TLS) (?<src>\S{1,80}?):(?<sp>\d{1,5}) -> (?<dst>\S{1,80}?):(?<dp>\d{1,5})\s*$/;

/** SysMonitor of Avaya IP Office; without a time of day it counts milliseconds since the start of the system. */
export const avayaIpOffice: TextFormat = {
  id: 'avaya-ip-office',
  label: 'Avaya IP Office monitor',
  clock: 'time-of-day',
  looks: '123456789mS SIP Rx: UDP …:5060 -> …:5060',
  cues: ['mS SIP Rx: ', 'mS SIP Tx: '],
  frame({ text }) {
    const found = FRAME.exec(text);
    const frame = frameOf(found);
    if (!frame) return null;
    const uptime = { kind: 'relative', us: Number(found?.groups?.ms) * 1000, fine: true } as const;
    return { ...frame, stamp: frame.stamp ?? uptime };
  },
};
