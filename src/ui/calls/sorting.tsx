import type { ListQuestion, SortKey } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';

interface Order {
  readonly label: string;
  readonly sort: SortKey;
  readonly descending: boolean;
}

const ORDERS: readonly Order[] = [
  { label: 'Time ↓', sort: 'time', descending: false },
  { label: 'Latest first', sort: 'time', descending: true },
  { label: 'Failures first', sort: 'outcome', descending: false },
  { label: 'Problems first', sort: 'findings', descending: true },
  { label: 'Longest first', sort: 'length', descending: true },
  { label: 'Most messages', sort: 'messages', descending: true },
  { label: 'Caller A–Z', sort: 'caller', descending: false },
];

/** In which order the calls stand. */
export function Sorting() {
  const { select } = useApp();
  const list = useFacts((facts) => facts.list);
  return (
    <select
      className="sorting"
      aria-label="Order of the calls"
      value={labelOf(list)}
      onChange={(event) => {
        const order = ORDERS.find(({ label }) => label === event.currentTarget.value);
        if (order) void select.list({ sort: order.sort, descending: order.descending });
      }}
    >
      {ORDERS.map(({ label }) => (
        <option key={label}>{label}</option>
      ))}
    </select>
  );
}

function labelOf({ sort, descending }: ListQuestion): string | undefined {
  return ORDERS.find((order) => order.sort === sort && order.descending === descending)?.label;
}
