// Stands in for a wallet package the club does not offer (see resolveAlias in next.config.ts).
export {};
