/** How much the generated-input tests do: `npm test` takes the first number, `npm run test:deep` the second. */
const deep = process.env.TEST_DEPTH === "deep";

export const DEPTH = {
  /** Runs of one property test. */
  propertyRuns: deep ? 2_000 : 100,
  /** Sets of webhooks that are lost, doubled and mixed. */
  webhookSets: deep ? 10_000 : 100,
  /** Ends of connections that come at once when a room is over. */
  burst: deep ? 1_000 : 60,
  /** Steps of one generated sequence of commands. */
  commandSteps: deep ? 200 : 40,
  /** Sequences of commands that are compared with a model. */
  commandRuns: deep ? 400 : 20,
  /** Combinations of width, theme and language in which every screen is opened. */
  looks: deep ? 8 : 2,
  /** Parallel attempts where a race is provoked. */
  racers: deep ? 64 : 16,
  /** How long a server is away before it comes back, in seconds. */
  outageSeconds: deep ? 60 : 2,
  /** Recipients of one message to everybody, and how often its sender is killed. */
  sending: deep ? { recipients: 10_000, kills: 20 } : { recipients: 150, kills: 1 },
  /** Claims of places on one stage at once. */
  stageClaims: deep ? 1_000 : 120,
  /** For how long, in seconds, somebody who was put out tries to come back, and the pause between two tries. A renewed token is good for ten minutes and one of leeway. */
  rejoining: deep ? { seconds: 660, pause: 3 } : { seconds: 1, pause: 0.2 },
  /** Messages that a long evening in one room leaves behind. */
  chatHistory: deep ? 10_000 : 400,
  /** Invited members who say yes at once. */
  stageAccepts: deep ? 1_000 : 40,
} as const;
