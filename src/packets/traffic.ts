import { EndpointTable } from '../base/endpoint.ts';
import { EventTable } from './event-table.ts';
import { FlowTable } from './flow-table.ts';
import { ReportTable } from './report-table.ts';

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

  /** Whether there is room for another socket. */
  get hasRoom(): boolean {
    return this.sockets.count < SOCKETS;
  }
}
