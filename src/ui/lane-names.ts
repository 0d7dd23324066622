import { socketText } from '../diagnose/party.ts';
import { laneName } from '../ladder/describe.ts';
import type { LadderLayout } from '../ladder/picture.ts';
import type { OpenedCall } from '../worker/protocol.ts';

/** What a person calls the lane of an endpoint. */
export type LaneNames = (endpoint: number) => string;

/** Names as the heads of the ladder show them; those of hidden lanes as the trace says them. */
export function laneNames(layout: LadderLayout, { lanes }: OpenedCall): LaneNames {
  const names = new Map<number, string>();
  for (const [position, lane] of layout.lanes.entries()) {
    for (const endpoint of lane.endpoints) names.set(endpoint, laneName(layout, position));
  }
  return (endpoint) => {
    const facts = lanes.get(endpoint);
    return names.get(endpoint) ?? (facts ? facts.name || socketText(facts.endpoint) : 'unknown');
  };
}
