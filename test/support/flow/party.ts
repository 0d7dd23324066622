/** Somebody in a flow. */
export interface Party {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** Display name, '' for none. */
  readonly display: string;
  /** User-Agent and Server, '' for none. */
  readonly product: string;
  /** It passes messages on instead of answering for itself. */
  readonly proxy: boolean;
  readonly recordRoute: boolean;
}

/** All of a flow, numbered as they come: 192.0.2.10, 192.0.2.11, … */
export class Parties {
  readonly #byName = new Map<string, Party>();

  get(name: string): Party {
    return this.#byName.get(name) ?? this.#add({ name });
  }

  /** `alice = 192.0.2.10:5060 "Alice Archer" Yealink T54W`. */
  declare(name: string, text: string): void {
    const found = /^(?:\[([^\]]+)\]|([^\s:"]+))?(?::(\d+))?\s*(?:"([^"]*)")?\s*(.*)$/.exec(text.trim());
    const [, six, host, port, display, product] = found ?? [];
    const address = six ?? host;
    this.#add({
      name,
      ...(address !== undefined && { address }),
      ...(port !== undefined && { port: Number(port) }),
      ...(display !== undefined && { display }),
      ...(product !== undefined && { product }),
    });
  }

  declareProxy(name: string, recordRoute: boolean): void {
    this.#byName.set(name, { ...this.get(name), proxy: true, recordRoute });
  }

  #add(known: Partial<Party> & { name: string }): Party {
    const before = this.#byName.get(known.name);
    const party = {
      address: `192.0.2.${10 + this.#byName.size}`,
      port: 5060,
      display: /^[a-z]+$/.test(known.name) ? (known.name[0] ?? '').toUpperCase() + known.name.slice(1) : '',
      product: '',
      proxy: false,
      recordRoute: false,
      ...before,
      ...known,
    };
    this.#byName.set(known.name, party);
    return party;
  }
}

/** `192.0.2.10:5060`, `[2001:db8::1]:5060`. */
export function socketOf({ address, port }: Party): string {
  return `${hostOf(address)}:${port}`;
}

function hostOf(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

/** The public address of a party: `sip:alice@example.com`. */
export function uriOf({ name }: Party): string {
  return `sip:${name}@example.com`;
}

/** Where a party itself is reached: `sip:alice@192.0.2.10:5060`. */
export function contactOf(party: Party, transport: string): string {
  const parameter = transport === 'UDP' ? '' : `;transport=${transport.toLowerCase()}`;
  return `sip:${party.name}@${socketOf(party)}${parameter}`;
}
