import { closeDatabase } from "@/lib/platform/mongo";
import { auditTotals } from "@/lib/xp/audit-totals";

/** Proves that the totals are what the ledger adds up to. Ends with 1 when they are not; repairs nothing. */
const report = await auditTotals();
console.log(`${report.rows} ledger rows, ${report.members} members, ${report.pending} rows still on their way into the totals`);
console.log(`sum of the ledger ${report.ledger}, sum of the totals ${report.totals}, drift ${report.totals - report.ledger}`);
console.log(`members per value: ${report.countsOff === 0 ? "exact" : `${report.countsOff} values off until the next rebuild`}`);
for (const { memberId, ledger, total } of report.drifted.slice(0, 50)) console.log(`  ${memberId}: ledger ${ledger}, total ${total}`);
console.log(report.drifted.length === 0 ? "OK" : `DRIFT in ${report.drifted.length} members`);
await closeDatabase();
process.exitCode = report.drifted.length === 0 ? 0 : 1;
