import { rowsOf } from '../call/table.ts';
import { NO_NOTES } from '../view/view.ts';
import type { Exporter } from './exporter.ts';
import { jsonCall } from './json-call.ts';
import { endpointNumbers, jsonEndpoints } from './json-endpoint.ts';
import { jsonMessage } from './json-message.ts';
import { jsonSource } from './json-source.ts';
import type { Selection } from './selection.ts';

/** The contract of docs/json.md: changed only together with it. */
export const json: Exporter = {
  id: 'json',
  label: 'JSON',
  extension: 'json',
  mime: 'application/json',
  async write({ trace, calls, showing: { notes = NO_NOTES } }: Selection) {
    const messages = calls
      .flatMap(({ detail }) => detail.messages)
      .toSorted((a, b) => a.row - b.row)
      .filter(({ row }, i, all) => row !== all[i - 1]?.row);
    const numbers = endpointNumbers(messages);
    const written: object[] = [];
    for (const message of messages) {
      const note = notes.get(message.row) ?? null;
      written.push({ ...(await jsonMessage(message, numbers, trace)), note });
    }
    const parts = {
      sources: trace.sources.map(jsonSource),
      endpoints: jsonEndpoints(trace.index, messages, numbers),
      messages: written,
      calls: calls.map((call) => jsonCall(call, numbers, [...rowsOf(trace.calls, call.detail.summary.index)])),
    };
    const lines = Object.entries(parts).map(([name, list]) => `"${name}": [${oneEach(list)}]`);
    return `{\n"version": 1,\n${lines.join(',\n')}\n}\n`;
  },
};

/** A line for each: long, but to be found with grep and compared with diff. */
function oneEach(list: readonly object[]): string {
  return list.length === 0 ? '' : `\n${list.map((one) => JSON.stringify(one)).join(',\n')}\n`;
}
