import { capsule } from './capsule.ts';
import { pcap } from './capture/pcap.ts';
import { pcapng } from './capture/pcapng.ts';
import type { CaptureFormat } from './capture.ts';

/** Capture files, in the order in which they are tried. */
export const captureFormats: readonly CaptureFormat[] = [pcap, pcapng, capsule];

/** Ids of formats that hold packets, whole or not at all; a log prints what its program chose to. */
export const packetFormats: ReadonlySet<string> = new Set(['pcap', 'pcapng', 'rungs-packets']);
