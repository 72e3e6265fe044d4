/** Runs once when the web process starts. The condition stands alone so that the edge build leaves the rest out. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { checkStart } = await import("./app/_server/check-start");
    await checkStart();
  }
}
