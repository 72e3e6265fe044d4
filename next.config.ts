import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // tsc is its own step (npm run typecheck); Next would check tests and scripts along with the pages.
  typescript: { ignoreBuildErrors: true },
  // Addresses of before; ahead of the gate, so that they also lead on for somebody who is not signed in.
  redirects: async () => [
    { source: "/lives", destination: "/rooms", permanent: true },
    { source: "/live/:roomId", destination: "/rooms/:roomId", permanent: true },
    { source: "/live-management", destination: "/studio", permanent: true },
  ],
  serverExternalPackages: ["@resvg/resvg-js", "pino", "mongodb", "siwe", "ethers", "livekit-server-sdk", "pusher", "prom-client"],
  turbopack: {
    root: import.meta.dirname,
    // RainbowKit's wallet list reaches for a package whose own dependency is not installed; this wallet is not offered.
    resolveAlias: { "@base-org/account": "./app/_web3/absent.ts" },
  },
};

export default createNextIntlPlugin("./app/_server/i18n.ts")(config);
