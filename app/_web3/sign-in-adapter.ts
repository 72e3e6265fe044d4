import { createAuthenticationAdapter } from "@rainbow-me/rainbowkit";
import { createSiweMessage } from "viem/siwe";
import { nonceView } from "@/lib/auth/schema";
import { ignore, request } from "../_http/request";

/** RainbowKit does not export the type of its adapter. */
type SignInAdapter = ReturnType<typeof createAuthenticationAdapter<string>>;

const FIVE_MINUTES = 5 * 60_000;

/**
 * Sign-in through RainbowKit's modal. The nonce is fetched at the press, not before: each attempt, a repeated one too,
 * gets its own, and none grows old while the window waits. Times come from the server, for clocks that are wrong.
 */
export const makeSignInAdapter = ({ onVerified, onSignOut }: { onVerified: () => void; onSignOut: () => void }): SignInAdapter =>
  createAuthenticationAdapter<string>({
    getNonce: async () => "at-press",
    createMessage: async ({ address, chainId }) => {
      const { nonce, domain, statement, expiresAt } = await request("/api/auth/nonce", { method: "POST", body: {}, parse: (value) => nonceView.parse(value) });
      const expirationTime = new Date(expiresAt);
      const issuedAt = new Date(expirationTime.getTime() - FIVE_MINUTES);
      return createSiweMessage({ address, chainId, domain, nonce, statement, uri: location.origin, version: "1", issuedAt, expirationTime });
    },
    verify: async ({ message, signature }) => {
      try {
        await request("/api/auth/sign-in", { method: "POST", body: { message, signature }, parse: ignore });
      } catch {
        return false;
      }
      onVerified();
      return true;
    },
    signOut: async () => onSignOut(),
  });
