import type { ProductGuide } from './product-guide.ts';
import { CAPTURE_PRODUCTS } from './products-capture.ts';
import { MORE_PRODUCTS } from './products-more.ts';
import { OPEN_SOURCE_PRODUCTS } from './products-open.ts';
import { VENDOR_PRODUCTS } from './products-vendor.ts';

/** How to get a trace, product by product, in the order in which to show them. */
export const PRODUCTS: readonly ProductGuide[] = [
  ...CAPTURE_PRODUCTS,
  ...OPEN_SOURCE_PRODUCTS,
  ...VENDOR_PRODUCTS,
  ...MORE_PRODUCTS,
];
