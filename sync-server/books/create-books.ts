import { DAY_MS } from '../../core/kernel/amounts';
import { addLocation, setUpBusiness } from './account/business';
import { createJoinCode, redeemJoinCode } from './account/join-codes';
import { putPrograms } from './account/programs';
import { registerOfToken, revokeRegister } from './account/registers';
import { locationsOf, readSettings } from './account/settings';
import { addUser, changeUser, usersOf, verifierOf } from './account/users';
import type { Books, BooksParts } from './books';
import { feedDigest, feedPage } from './feeds/feed-page';
import { feedsOf } from './feeds/feeds-of';
import { beginNextEpoch, prepare } from './history/begin-next-epoch';
import { epochOf } from './history/epoch-of';
import { purge } from './history/purge';
import { takeBackDecisions } from './history/take-back-decisions';
import { acceptBatch } from './log/accept-batch';
import { recordAct } from './imports/record-act';
import { beginImport, cancelImport, stageImport } from './imports/stage-import';
import { checkImport } from './imports/check-import';
import { commitImport } from './imports/commit-import';
import { undoImport } from './imports/undo-import';
import { importOf, uploads } from './imports/uploads';
import { compareHeads, ownEntries } from './log/compare-heads';
import { judgeParked } from './log/judge-parked';
import { deletedCustomers, historyOf, rollUpsOf } from './search/accounts';
import { formerValuesOf } from './search/former-values';
import { searchMasterList, visitor } from './search/search-master-list';

/** How long a register may be away and still continue where it was. */
const FEED_HISTORY_MS = 400 * DAY_MS;

/** The books over a store. */
export function createBooks(parts: BooksParts): Books {
  const { store, clock } = parts;
  return {
    prepare: () => prepare(parts),
    isEmpty: async () => (await store.server()).accountId === null,

    setUpBusiness: (business) => setUpBusiness(parts, business),
    addLocation: (location) => addLocation(parts, location),
    addUser: (user) => addUser(parts, user),
    changeUser: (user) => changeUser(parts, user),
    users: () => usersOf(store),
    locations: () => locationsOf(store),
    verifierOf: (userId) => verifierOf(store, userId),
    putPrograms: (programs) => putPrograms(parts, programs),

    createJoinCode: (locationId, scope) => createJoinCode(parts, locationId, scope),
    redeemJoinCode: (request) => redeemJoinCode(parts, request),
    registerOfToken: (token) => registerOfToken(parts, token),
    registers: () => store.registers(),
    revokeRegister: (registerId) => revokeRegister(parts, registerId),

    acceptBatch: (register, batch) => acceptBatch(parts, register, batch),
    compareHeads: (register, request) => compareHeads(parts, register, request),
    ownEntries: (register, logId, after, limit) => ownEntries(parts, register, logId, after, limit),
    judgeParked: (which = { fromRevoked: false }) => judgeParked(parts, which),

    feedsOf: (register) => feedsOf(store, register),
    feedHeads: async (register) => store.feedHeads(await feedsOf(store, register)),
    feedPage: (register, feed, request) => feedPage(parts, register, feed, request),
    feedDigest: (register, feed) => feedDigest(parts, register, feed),
    forgetFeedHistory: () => store.transact((tx) => tx.forgetFeedHistory(clock.now() - FEED_HISTORY_MS)),

    searchMasterList: (register, text, limit) => searchMasterList(parts, register, text, limit),
    visitor: (register, customerId) => visitor(parts, register, customerId),

    settings: () => readSettings(store),
    recordAudit: (actor, action, target, detail) => recordAct(parts, actor, action, target, detail),
    uploads: () => uploads(store),
    import: (importId) => importOf(store, importId),
    checkImport: (check) => checkImport(store, check),
    beginImport: (actor, begin) => beginImport(parts, actor, begin),
    stageImport: (importId, rows) => stageImport(parts, importId, rows),
    commitImport: (actor, importId) => commitImport(parts, actor, importId),
    cancelImport: (actor, importId) => cancelImport(parts, actor, importId),
    undoImport: (actor, importId) => undoImport(parts, actor, importId),

    purge: () => purge(parts),
    deletedCustomers: (register, text) => deletedCustomers(parts, register, text),
    historyOf: (register, customerId) => historyOf(parts, register, customerId),
    formerValuesOf: (register, customerId) => formerValuesOf(parts, register, customerId),
    rollUpsOf: (customerId) => rollUpsOf(parts, customerId),

    epoch: async () => epochOf(await store.server()),
    beginNextEpoch: (reason) => beginNextEpoch(parts, reason, null),
    takeBackDecisions: (register, decisions) => takeBackDecisions(parts, register, decisions),
  };
}
