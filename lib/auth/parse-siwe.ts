import { generateNonce, SiweMessage } from "siwe";

/** The fields of an EIP-4361 message. `address` is checksummed. */
export type SiweFields = Pick<SiweMessage, "scheme" | "domain" | "address" | "statement" | "uri" | "version" | "chainId" | "nonce" | "issuedAt" | "expirationTime" | "notBefore" | "requestId" | "resources">;

/** 96 random bits as letters and digits, as EIP-4361 wants a nonce. */
export const newNonce = (): string => generateNonce();

/**
 * Parses a message by the ABNF grammar of EIP-4361, or answers null. Written out again it must be the same text, so
 * nothing that the person saw and signed is left out of what is checked.
 */
export function parseSiwe(text: string): SiweFields | null {
  try {
    const message = new SiweMessage(text);
    return message.prepareMessage() === text ? message : null;
  } catch {
    return null;
  }
}
