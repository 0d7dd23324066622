import { use, useId, useState } from 'react';
import type { ProductGuide } from '../../guide/product-guide.ts';
import { useApp } from '../app-context.ts';
import { sayCount } from '../words.ts';
import { Dialog } from './dialog.tsx';

const load = () => import('../../guide/products.ts').then(({ PRODUCTS }) => PRODUCTS);
let loading: ReturnType<typeof load> | null = null;

const ADDRESSES: { readonly [K in ProductGuide['knows']['addresses']]: string } = {
  both: 'prints both addresses',
  peer: 'prints the address of the far side only',
  none: 'prints no addresses',
};
const TIMES: { readonly [K in ProductGuide['knows']['time']]: string } = {
  date: 'date and time',
  time: 'time of day without a date',
  none: 'no time',
};

/** How to get a trace out of each product. Loaded when it is asked for. */
export default function TracesHelp() {
  const { look } = useApp();
  const id = useId();
  const [typed, setTyped] = useState('');
  loading ??= load();
  const products = use(loading);
  const found = products.filter((product) => matches(product, typed));
  return (
    <Dialog title="How to get a trace" wide onClose={() => look.dialog(null)}>
      <p className="find-product">
        <label htmlFor={id}>Product or vendor</label>
        <input
          id={id}
          type="search"
          autoComplete="off"
          value={typed}
          onChange={(e) => setTyped(e.currentTarget.value)}
        />
        <span className="quiet" role="status">
          {sayCount(found.length, 'product')}
        </span>
      </p>
      <div className="products">
        {found.map((product) => (
          <Product key={product.id} product={product} open={found.length === 1} />
        ))}
      </div>
      {found.length === 0 && (
        <p>
          Not listed. Paste what it prints all the same: messages are found in logs of any kind. Or capture at the
          network, with tcpdump or Wireshark.
        </p>
      )}
    </Dialog>
  );
}

/** Every word that was typed stands in what is said of the product. */
function matches({ product, vendor = '', commands, reads }: ProductGuide, typed: string): boolean {
  const text = [product, vendor, ...commands, ...reads].join(' ').toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function Product({ product: guide, open }: { readonly product: ProductGuide; readonly open: boolean }) {
  const { product, vendor, commands, output, knows, note } = guide;
  return (
    <details open={open}>
      <summary>
        {product} {vendor && <span className="quiet">{vendor}</span>}
      </summary>
      <pre className="mono">{commands.join('\n')}</pre>
      <p>{output}</p>
      <p className="quiet">
        It {ADDRESSES[knows.addresses]}, {TIMES[knows.time]}
        {knows.direction ? ', and who sent each message' : ''}. {note}
      </p>
    </details>
  );
}
