import { Type, type Static } from 'typebox';

/** Every refusal of the server: a stable code for support and one sentence for the person. */
export const ErrorReplySchema = Type.Object({ code: Type.String(), message: Type.String() });
export type ErrorReply = Static<typeof ErrorReplySchema>;
