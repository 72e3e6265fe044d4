import hre from "hardhat";

/** Compiles the contracts once before a run that needs their artifacts. */
export async function setup() {
  await hre.tasks.getTask("build").run({ quiet: true });
}
