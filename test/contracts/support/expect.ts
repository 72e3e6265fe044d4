import { viem } from "./chain";

/**
 * `reverts(call, contract, error, args)`: exactly this custom error with these arguments.
 * `emits(call, contract, event, args)`: this event among the transaction's, with all its arguments.
 */
export const { revertWithCustomErrorWithArgs: reverts, emitWithArgs: emits, balancesHaveChanged: moves } = viem.assertions;
