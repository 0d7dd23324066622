/** Fetches the inspector with the sentences that it explains messages with. */
export const loadInspector = () => import('./inspector.tsx');
