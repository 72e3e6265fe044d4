/**
 * Gives a script that only needs the database the rest of a configuration, without overriding what is set: nobody
 * answers at these addresses, and no secret here opens anything.
 */
export function fillEnvironment({ mongoUrl, database }: { mongoUrl: string; database: string }): void {
  const wanted = {
    APP_URL: "http://localhost:3000",
    SESSION_SECRET: "local-script-session-secret-of-enough-length",
    MONGODB_URI: mongoUrl,
    MONGODB_DB: database,
    CHAIN_ID: "31337",
    RPC_URL: "http://127.0.0.1:9",
    PUSHER_APP_ID: "local-script",
    PUSHER_KEY: "local-script",
    PUSHER_SECRET: "local-script",
    PUSHER_HOST: "127.0.0.1",
    PUSHER_PORT: "9",
    PUSHER_TLS: "0",
    LOG_LEVEL: "silent",
  };
  for (const [name, value] of Object.entries(wanted)) process.env[name] ||= value;
}
