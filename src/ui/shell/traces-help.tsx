import { use } from 'react';
import type { ProductGuide } from '../../guide/product-guide.ts';
import { useApp } from '../app-context.ts';
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
export function TracesHelp() {
  const { look } = useApp();
  loading ??= load();
  const products = use(loading);
  return (
    <Dialog title="How to get a trace" wide onClose={() => look.dialog(null)}>
      <div className="products">
        {products.map((product) => (
          <Product key={product.id} product={product} />
        ))}
      </div>
    </Dialog>
  );
}

function Product({ product: { product, vendor, commands, output, knows, note } }: { readonly product: ProductGuide }) {
  return (
    <details>
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
