import { EndpointTable } from '../base/endpoint.ts';
import { EventTable } from './event-table.ts';
import { FlowTable } from './flow-table.ts';
import { ReportTable } from './report-table.ts';

/** Frames of one link type: from this place in the source on. */
export interface LinkStretch {
  readonly source: number;
  readonly from: number;
  /** Code point of pcap's list of link types. */
  readonly linkType: number;
}

/** Sockets that are kept at most: what comes from further ones is counted only. */
const SOCKETS = 1 << 18;

/**
 * What captures hold beside SIP, for all sources of a trace together: media flows, reports about them, and packet events,
 * in bounded tables. Sockets are numbered by themselves, so that media leaves no lane where no message was.
 */
export class TrafficTables {
  readonly sockets = new EndpointTable();
  readonly flows = new FlowTable();
  readonly reports = new ReportTable();
  readonly events = new EventTable();
  /** Link types of frames with messages, in the order of sources and of their bytes. */
  readonly links: LinkStretch[] = [];

  /** Whether there is room for another socket. */
  get hasRoom(): boolean {
    return this.sockets.count < SOCKETS;
  }
}
