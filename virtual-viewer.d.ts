/** The page that shows a trace without a server, as one HTML text; null in that page itself. Made by `viewer-page.ts`. */
declare module 'virtual:viewer' {
  const page: string | null;
  export default page;
}
