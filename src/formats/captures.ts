import { pcap } from './capture/pcap.ts';
import { pcapng } from './capture/pcapng.ts';
import type { CaptureFormat } from './capture.ts';

/** Capture files, in the order in which they are tried. */
export const captureFormats: readonly CaptureFormat[] = [pcap, pcapng];
