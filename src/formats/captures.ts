import { capsule } from './capsule.ts';
import { hep } from './capture/hep.ts';
import { keyLog } from './capture/key-log.ts';
import { packedFormats } from './capture/packed.ts';
import { pcap } from './capture/pcap.ts';
import { pcapng } from './capture/pcapng.ts';
import { refusedFormats } from './capture/refused.ts';
import { snoop } from './capture/snoop.ts';
import type { CaptureFormat } from './capture.ts';

const packets: readonly CaptureFormat[] = [pcap, pcapng, snoop, hep, ...packedFormats];

/** Capture files, in the order in which they are tried. */
export const captureFormats: readonly CaptureFormat[] = [...packets, capsule, keyLog, ...refusedFormats];

/** Ids of formats that hold packets, whole or not at all; a log prints what its program chose to. */
export const packetFormats: ReadonlySet<string> = new Set([...packets.map(({ id }) => id), 'rungs-packets']);
