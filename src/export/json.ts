import { rowsOf } from '../call/table.ts';
import type { Exporter } from './exporter.ts';
import { jsonCall } from './json-call.ts';
import { jsonEndpoints, jsonMessage } from './json-message.ts';
import { jsonSource } from './json-source.ts';
import type { Selection } from './selection.ts';

/** The contract of docs/json.md: changed only together with it. */
export const json: Exporter = {
  id: 'json',
  label: 'JSON',
  extension: 'json',
  mime: 'application/json',
  async write({ trace, calls }: Selection) {
    const clocks = trace.sources.map(({ clock }) => clock);
    const messages = calls
      .flatMap(({ detail }) => detail.messages)
      .toSorted((a, b) => a.row - b.row)
      .filter(({ row }, i, all) => row !== all[i - 1]?.row);
    const written: object[] = [];
    for (const message of messages) written.push(await jsonMessage(message, clocks, trace.readBytes));
    const value = {
      version: 1,
      sources: trace.sources.map(jsonSource),
      endpoints: jsonEndpoints(trace.index, messages),
      messages: written,
      calls: calls.map((call) => jsonCall(call, [...rowsOf(trace.calls, call.detail.summary.index)])),
    };
    return `${JSON.stringify(value, null, 1)}\n`;
  },
};
