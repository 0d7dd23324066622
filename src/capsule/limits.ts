/** Characters of a link that are looked at. */
export const LINK_LIMIT = 65_536;
/** Bytes of a file. */
export const FILE_LIMIT = 16 * 1024 * 1024;
/** Characters of a fragment in a page or a picture that holds as much as a file may. */
export const CARRIER_LIMIT = Math.ceil((FILE_LIMIT * 4) / 3);
/** First bytes that tell a capsule: a link stands near the beginning of its text, behind a greeting perhaps. */
export const CAPSULE_HEAD = 8192;
/** Bytes of what a capsule holds once unpacked. */
export const RAW_LIMIT = 8 * 1024 * 1024;
/** Bytes that the mix codec may hold: a few microseconds each, either way. */
export const MIX_LIMIT = 256 * 1024;
export const MESSAGE_LIMIT = 5000;
export const SOURCE_LIMIT = 1000;
export const ENDPOINT_LIMIT = 10_000;
