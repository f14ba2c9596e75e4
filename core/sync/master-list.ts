import { Type, type Static } from 'typebox';
import { CustomerSchema, FormerIdentifierSchema } from '../domain/customers/customer';
import { StandingSchema } from '../domain/cards/standing';

/** `GET /v1/customers?text=…&limit=…`: "At your other locations" (LO-8); customers of this location are left out. */
export const MasterListMatchSchema = Type.Object({
  customerId: Type.String(),
  firstName: Type.String(),
  lastName: Type.String(),
  email: Type.String(),
  phone: Type.String(),
  /** With the next, all that nobody else may have (IC-7, IC-11, RU-8); left out by servers of before. */
  internalId: Type.Optional(Type.String()),
  formerIdentifiers: Type.Optional(Type.Array(FormerIdentifierSchema)),
  city: Type.String(),
  homeLocationId: Type.String(),
  homeLocationName: Type.String(),
});
export type MasterListMatch = Static<typeof MasterListMatchSchema>;
export const MasterListReplySchema = Type.Object({ matches: Type.Array(MasterListMatchSchema) });

/** `GET /v1/customers/:id`: one customer with standing, brought to a register where the customer is visiting. */
export const VisitorReplySchema = Type.Object({ customer: CustomerSchema, standing: StandingSchema });
export type VisitorReply = Static<typeof VisitorReplySchema>;
