export type Collection = "badges" | "membership";

/** Where the metadata of one badge or tier answers. `baseUrl` without a trailing slash. */
export const tokenUri = (baseUrl: string, collection: Collection, id: number) => `${baseUrl}/api/metadata/${collection}/${id}.json`;

/** Where the metadata of a whole collection answers (ERC-7572). */
export const contractUri = (baseUrl: string, collection: Collection) => `${baseUrl}/api/metadata/${collection}/contract.json`;
