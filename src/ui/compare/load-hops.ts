/** Fetches the comparison of hops. */
export const loadHops = () => import('./hops.tsx');
