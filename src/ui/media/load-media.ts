/** Fetches the panel that shows media and packet events. */
export const loadMedia = () => import('./media-panel.tsx');
