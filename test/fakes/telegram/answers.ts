/** What a Bot API server answers: a result, or a refusal with the words of the real one. */
export type Answer = { ok: true; result: unknown } | { ok: false; error_code: number; description: string; parameters?: { retry_after?: number; migrate_to_chat_id?: number } };

export type Input = Record<string, unknown>;
export type Method = (input: Input) => Answer | Promise<Answer>;

export const good = (result: unknown): Answer => ({ ok: true, result });
export const bad = (error_code: number, description: string, parameters?: { retry_after?: number; migrate_to_chat_id?: number }): Answer => ({ ok: false, error_code, description, ...(parameters ? { parameters } : {}) });

/** A field that may come as JSON or, in a form, as JSON text. */
export function structured<T>(value: unknown): T | undefined {
  if (typeof value === "string") return JSON.parse(value) as T;
  return (value ?? undefined) as T | undefined;
}
